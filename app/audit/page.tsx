import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditLog } from "#components/audit/audit-log.tsx";
import { ProblemPage } from "#components/problem/problem-page.tsx";
import { auditTopics } from "#lib/audit/actions.ts";
import { auditDaysRange, auditRetention } from "#lib/audit/retention.ts";
import { auditWindow } from "#lib/audit/window.ts";
import { config } from "#lib/config.ts";
import { database } from "#lib/db/database.ts";
import { attempt } from "#lib/http/attempt.ts";
import { readAuditFilter } from "#lib/http/audit-schemas.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { knownRegistries } from "#lib/settings/known-registries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

/** Who did what, when, from where, and how it ended. */
export default async function Page({ searchParams }: PageProps<"/audit">) {
  const principal = await pagePrincipal("administrator");
  const filter = readAuditFilter(await searchParams);
  const [registries, read] = await Promise.all([
    knownRegistries(),
    attempt(async () => ({
      first: await auditWindow(database(), filter),
      retention: await auditRetention(database(), config().auditDays),
    })),
  ]);
  if (!read.ok) return <ProblemPage problem={read.problem} principal={principal} />;
  return (
    <AuditLog
      first={read.value.first}
      topics={auditTopics}
      registries={registries.map(({ slug, name }) => ({ slug, name }))}
      retention={read.value.retention}
      daysRange={auditDaysRange}
    />
  );
}
