import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PolicyList } from "#components/retention/policy-list.tsx";
import { RetentionTabs } from "#components/retention/retention-tabs.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { database } from "#lib/db/database.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { knownPolicies } from "#lib/retention/policies.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("retention"))("title") };
}

/** The policies of retention, in their order. */
export default async function PoliciesPage() {
  await pagePrincipal("operator");
  const [t, known] = await Promise.all([getTranslations("retention"), knownPolicies(database())]);
  return (
    <div className="mx-auto max-w-5xl">
      <PageHeader title={t("title")} description={t("description")} />
      <RetentionTabs />
      <PolicyList known={known} />
    </div>
  );
}
