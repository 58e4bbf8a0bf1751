import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MountedFile } from "#components/retention/mounted-file.tsx";
import { RetentionTabs } from "#components/retention/retention-tabs.tsx";
import { YamlEditor } from "#components/retention/yaml-editor.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { database } from "#lib/db/database.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { exportRetention } from "#lib/retention/document.ts";
import { knownPolicies } from "#lib/retention/policies.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("retention"))("title") };
}

/** All policies and protected tags as one file. */
export default async function YamlPage() {
  const principal = await pagePrincipal("operator");
  const [t, { yaml, revision }, { file }] = await Promise.all([
    getTranslations("retention"),
    exportRetention(database()),
    knownPolicies(database()),
  ]);
  return (
    <div className="mx-auto max-w-5xl space-y-4">
      <PageHeader title={t("title")} description={t("description")} />
      <RetentionTabs />
      {file !== null && <MountedFile file={file} />}
      <YamlEditor
        key={revision}
        yaml={yaml}
        mounted={file !== null}
        mayImport={principal.role === "administrator"}
      />
    </div>
  );
}
