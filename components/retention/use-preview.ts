"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import type { RetentionPolicy } from "#lib/oci/retention/policy.ts";
import type { PolicyPreview } from "#lib/retention/preview.ts";

/** Which tags a preview shows. */
export type Shown = "all" | "goes" | "stays";

/** How long nothing is typed before it is asked, in milliseconds. */
const pause = 250;

/** Rows asked for at a time, from a multiple of this. */
const step = 100;

/** What a value has been for a moment. */
function useSettled<Value>(value: Value, key: string): Value {
  const [settled, setSettled] = useState({ value, key });
  useEffect(() => {
    if (settled.key === key) return;
    const timer = setTimeout(() => setSettled({ value, key }), pause);
    return () => clearTimeout(timer);
  }, [value, key, settled.key]);
  return settled.value;
}

/**
 * What a policy would do in a registry, asked anew as it is written: the request before is given up.
 *
 * @param policy the last one that was right; null where none was yet.
 */
export function usePreview(registry: string | null, id: string | null, policy: RetentionPolicy | null) {
  const [show, setShow] = useState<Shown>("all");
  const [search, setSearch] = useState("");
  const [offset, setOffset] = useState(0);
  // The name changes nothing, and is what is typed first.
  const judged = policy === null ? null : { ...policy, name: "preview" };
  const settled = useSettled(judged, JSON.stringify(judged));
  const settledSearch = useSettled(search, search);
  const query = useQuery({
    queryKey: ["retention-preview", registry, id, settled, show, settledSearch, offset],
    queryFn: ({ signal }) =>
      apiFetch<PolicyPreview>(`/api/registries/${registry}/retention/preview`, {
        method: "POST",
        body: { id, policy: settled, show, search: settledSearch, offset, limit: 3 * step },
        signal,
      }),
    enabled: registry !== null && settled !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
    staleTime: 30_000,
  });
  /** Rows from one to another are in sight. */
  const look = useCallback(
    (start: number) => setOffset(Math.max(0, Math.floor((start - step / 2) / step) * step)),
    [],
  );
  const narrow = (to: { readonly show?: Shown; readonly search?: string }) => {
    if (to.show !== undefined) setShow(to.show);
    if (to.search !== undefined) setSearch(to.search);
    setOffset(0);
  };
  return { ...query, show, search, narrow, look };
}
