"use client";

import { useEffect } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { logQuery } from "#components/log/log-query.ts";
import { type LogState, useLogPages } from "#components/log/use-log-pages.ts";
import type { AuditEntry, AuditPage } from "#lib/audit/types.ts";
import type { AuditFilter } from "./audit-filter.ts";

/** With fewer entries found than this, it is looked further back without being asked. */
const screenful = 20;

interface Audit extends LogState {
  readonly entries: readonly AuditEntry[];
}

/** The audit log by a filter: what the page came with, and older entries as they are asked for. */
export function useAudit(filter: AuditFilter, first: AuditPage): Audit {
  const { data, isFetching, state } = useLogPages("audit", logQuery(filter), first, { read, next });
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const { more, changing, problem } = state;
  const failed = problem !== null || more.problem !== null;
  const few = entries.length < screenful && more.there && !isFetching && !failed && !changing;
  useEffect(() => {
    if (few) more.load();
  }, [few, more.load]);
  return { entries, ...state };
}

function read(query: string, before: number | undefined, signal: AbortSignal): Promise<AuditPage> {
  const whole = new URLSearchParams(query);
  if (before !== undefined) whole.set("before", String(before));
  return apiFetch(`/api/audit?${whole}`, { signal });
}

function next(page: AuditPage): number | undefined {
  return page.next ?? undefined;
}
