import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ActivityLog } from "#components/activity/activity-log.tsx";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listActivity } from "#lib/activity/list.ts";
import { database } from "#lib/db/database.ts";
import { readActivityFilter } from "#lib/http/activity-schemas.ts";
import { attempt } from "#lib/http/attempt.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { knownRegistries } from "#lib/settings/known-registries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("activity");
  return { title: t("title") };
}

/** What was pushed and deleted, by whom. */
export default async function Page({ searchParams }: PageProps<"/activity">) {
  const principal = await pagePrincipal("viewer");
  const people = principal.kind === "user";
  const filter = readActivityFilter(await searchParams);
  const [t, registries, first] = await Promise.all([
    getTranslations("activity"),
    knownRegistries(),
    attempt(() => listActivity(database(), filter, people)),
  ]);
  if (!first.ok) return <ProblemPage problem={first.problem} principal={principal} />;
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <ActivityLog
        first={first.value}
        registries={registries.map(({ slug, name }) => ({ slug, name }))}
        canConfigure={principal.role === "administrator"}
        people={people}
      />
    </>
  );
}
