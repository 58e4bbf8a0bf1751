import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MountedProtection } from "#components/settings/protection/mounted-protection.tsx";
import { ProtectionForm } from "#components/settings/protection/protection-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { database } from "#lib/db/database.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { storedPatterns } from "#lib/settings/protection.ts";
import { mountedRetention } from "#lib/settings/retention-file.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings.protection"))("title") };
}

/** Tags that nothing deletes. */
export default async function ProtectionPage() {
  await pagePrincipal("administrator");
  const [t, patterns] = await Promise.all([
    getTranslations("settings.protection"),
    storedPatterns(database()),
  ]);
  return (
    <div className="space-y-8">
      <div>
        <PageHeader title={t("title")} description={t("description")} />
        <ProtectionForm patterns={patterns} />
      </div>
      <MountedProtection mounted={mountedRetention()} />
    </div>
  );
}
