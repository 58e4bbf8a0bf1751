"use client";

import { clsx } from "clsx";
import { Download, ScrollText, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { isOpen, logQuery } from "#components/log/log-query.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { TryAgain } from "#components/problem/stale-problem.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { auditTopics } from "#lib/audit/actions.ts";
import type { AuditRetention } from "#lib/audit/retention.ts";
import type { AuditPage } from "#lib/audit/types.ts";
import { AuditEntryRow, entryColumns } from "./audit-entry-row.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { KeptFor } from "./kept-for.tsx";
import { useAudit } from "./use-audit.ts";
import { useAuditFilter } from "./use-audit-filter.ts";

interface AuditLogProps {
  /** What the page came with, by the filter of its address. */
  readonly first: AuditPage;
  readonly topics: typeof auditTopics;
  readonly registries: readonly { readonly slug: string; readonly name: string }[];
  readonly retention: AuditRetention;
  readonly daysRange: { readonly least: number; readonly most: number };
}

/** Who did what, the newest first. */
export function AuditLog({ first, topics, registries, retention, daysRange }: AuditLogProps) {
  const t = useTranslations("audit");
  const { filter, change, clear } = useAuditFilter();
  const { entries, more, changing, problem, retry } = useAudit(filter, first);
  const nothing = entries.length === 0 && problem === null && !changing;
  const looking = nothing && more.there && more.problem === null;
  const query = logQuery(filter);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <a href={`/api/audit.jsonl${query === "" ? "" : `?${query}`}`} download className={buttonClass()}>
            <Download aria-hidden className="size-4" />
            {t("export")}
          </a>
        }
      />
      <div className="space-y-3">
        <AuditFilters filter={filter} change={change} topics={topics} registries={registries} />
        {problem !== null && (
          <ProblemView problem={problem} as="box" action={<TryAgain small onClick={retry} />} />
        )}
        {looking ? (
          <p role="status" className="flex items-center justify-center gap-2 py-16 text-muted">
            <Spinner />
            {t("looking")}
          </p>
        ) : nothing ? (
          <EmptyState
            icon={isOpen(filter) ? <ScrollText aria-hidden /> : <SearchX aria-hidden />}
            title={t(isOpen(filter) ? "empty.title" : "noMatch.title")}
            action={!isOpen(filter) && <Button onClick={clear}>{t("noMatch.clear")}</Button>}
          >
            {t(isOpen(filter) ? "empty.hint" : "noMatch.hint")}
          </EmptyState>
        ) : (
          <div className="overflow-hidden rounded-lg border border-line bg-raised">
            <div
              aria-hidden
              className={clsx(
                "border-line border-b bg-subtle px-3 py-1.5 pl-9 text-muted text-xs max-lg:hidden",
                entryColumns,
              )}
            >
              <span>{t("column.when")}</span>
              <span>{t("column.who")}</span>
              <span>{t("column.what")}</span>
              <span>{t("column.from")}</span>
              <span>{t("column.outcome")}</span>
            </div>
            <ol
              aria-label={t("title")}
              aria-busy={changing}
              className={clsx("divide-y divide-line transition-opacity", changing && "opacity-60")}
            >
              {entries.map((entry) => (
                <AuditEntryRow key={entry.id} entry={entry} change={change} />
              ))}
            </ol>
          </div>
        )}
        {more.problem !== null && <ProblemView problem={more.problem} as="box" />}
        {more.there && !looking && (
          <div className="flex justify-center pt-2">
            <Button onClick={more.load} busy={more.busy}>
              {t("older")}
            </Button>
          </div>
        )}
        <KeptFor retention={retention} range={daysRange} />
      </div>
    </>
  );
}
