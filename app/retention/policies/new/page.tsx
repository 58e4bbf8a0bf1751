import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { PolicyEditor } from "#components/retention/policy-editor.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { attempt } from "#lib/http/attempt.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { refuseMounted } from "#lib/retention/change-policies.ts";
import { knownRegistries } from "#lib/settings/known-registries.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("retention.editor"))("newTitle") };
}

/** A policy to be written. */
export default async function NewPolicyPage() {
  const principal = await pagePrincipal("operator");
  const [t, registries, allowed] = await Promise.all([
    getTranslations("retention"),
    knownRegistries(),
    attempt(async () => refuseMounted()),
  ]);
  if (!allowed.ok) return <ProblemPage problem={allowed.problem} principal={principal} />;
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("title"), href: "/retention/policies" }]}
        crumbsLabel={t("title")}
        title={t("editor.newTitle")}
      />
      <PolicyEditor known={null} registries={registries.map(({ slug, name }) => ({ slug, name }))} />
    </>
  );
}
