import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { PolicyEditor } from "#components/retention/policy-editor.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { database } from "#lib/db/database.ts";
import { attempt } from "#lib/http/attempt.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { findPolicy } from "#lib/retention/policies.ts";
import { knownRegistries } from "#lib/settings/known-registries.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("retention"))("title") };
}

/** A policy, and what it would do. */
export default async function PolicyPage({ params }: PageProps<"/retention/policies/[id]">) {
  const principal = await pagePrincipal("operator");
  const { id } = await params;
  const [t, registries, found] = await Promise.all([
    getTranslations("retention"),
    knownRegistries(),
    attempt(() => findPolicy(database(), decodeURIComponent(id))),
  ]);
  if (!found.ok) return <ProblemPage problem={found.problem} principal={principal} />;
  const known = found.value;
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("title"), href: "/retention/policies" }]}
        crumbsLabel={t("title")}
        title={known.policy.name}
      />
      <PolicyEditor
        key={`${known.id} ${known.updatedAt}`}
        known={known}
        registries={registries.map(({ slug, name }) => ({ slug, name }))}
      />
    </>
  );
}
