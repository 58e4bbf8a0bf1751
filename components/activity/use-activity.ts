"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { logQuery } from "#components/log/log-query.ts";
import { type LogState, useLogPages } from "#components/log/use-log-pages.ts";
import type { ActivityEntry, ActivityPage } from "#lib/activity/types.ts";
import type { ActivityFilter } from "./activity-filter.ts";
import { useRegistryEvents } from "./use-registry-events.ts";

interface Activity extends LogState {
  readonly entries: readonly ActivityEntry[];
  /** Entries that came while the page is open; they are among the others. */
  readonly fresh: ReadonlySet<number>;
  /** How many have come that are not shown yet, since the person reads further down. */
  readonly waiting: number;
  readonly showWaiting: () => void;
}

/** Activity by a filter: what the page came with, older entries as they are asked for, and new ones as they happen. */
export function useActivity(filter: ActivityFilter, first: ActivityPage): Activity {
  const client = useQueryClient();
  const { query, key, data, state } = useLogPages("activity", logQuery(filter), first, { read, next });
  const pages = data?.pages ?? [];
  const entries = useMemo(() => pages.flatMap((one) => one.entries), [pages]);
  const [heldFor, setHeldFor] = useState<{
    readonly query: string;
    readonly entries: readonly ActivityEntry[];
  }>({
    query,
    entries: [],
  });
  // What was held for another filter is found again by looking.
  const held = heldFor.query === query ? heldFor.entries : [];
  const [fresh, setFresh] = useState<ReadonlySet<number>>(new Set());

  const show = useCallback(
    (newer: readonly ActivityEntry[]) => {
      setHeldFor({ query, entries: [] });
      setFresh((before) => new Set([...before, ...newer.map(({ id }) => id)]));
      client.setQueryData<typeof data>(key, (before) => {
        const [top, ...rest] = before?.pages ?? [];
        if (before === undefined || top === undefined) return before;
        const known = new Set(top.entries.map(({ id }) => id));
        const added = newer.filter(({ id }) => !known.has(id));
        return { ...before, pages: [{ ...top, entries: [...added, ...top.entries] }, ...rest] };
      });
    },
    [client, key, query],
  );
  const look = async (asked: string) => {
    const newest = held[0]?.id ?? entries[0]?.id ?? 0;
    // Where it fails, the next event asks again.
    const newer = await page(asked, { after: String(newest) }).catch(() => undefined);
    if (newer === undefined || newer.entries.length === 0) return;
    if (newer.more) {
      await client.resetQueries({ queryKey: key });
    } else if (isAtTop()) {
      show([...newer.entries, ...held]);
    } else {
      setHeldFor({ query, entries: [...newer.entries, ...held] });
    }
  };
  const lookSoon = useEffectEvent((asked: string) => void look(asked));
  // Events went by while another filter was shown, and before the page could hear them.
  useEffect(() => lookSoon(query), [query]);
  useRegistryEvents(
    filter.registry === "" ? null : filter.registry,
    () => void look(query),
    () => void look(query),
  );

  return {
    entries,
    fresh,
    waiting: held.length,
    showWaiting: () => {
      show(held);
      window.scrollTo({ top: 0 });
    },
    ...state,
  };
}

function read(query: string, before: number | undefined, signal: AbortSignal): Promise<ActivityPage> {
  return page(query, before === undefined ? {} : { before: String(before) }, { signal });
}

function next({ more, entries }: ActivityPage): number | undefined {
  return more ? entries.at(-1)?.id : undefined;
}

function page(
  query: string,
  more: Readonly<Record<string, string>>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<ActivityPage> {
  const whole = new URLSearchParams([...new URLSearchParams(query), ...Object.entries(more)]);
  return apiFetch(`/api/activity?${whole}`, options);
}

/** Whoever has scrolled down reads something, which is not to move. In pixels. */
function isAtTop(): boolean {
  return window.scrollY < 80;
}
