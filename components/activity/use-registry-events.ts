"use client";

import { useEffect, useEffectEvent } from "react";
import type { Change } from "#lib/activity/types.ts";
import { listenToRegistry } from "./registry-events.ts";

/**
 * Calls back when tags of a registry were pushed or deleted, once the index has it; of any registry where `slug` is null.
 * However many parts of a page use it, there is one connection.
 *
 * @param onMissed changes were missed, after a long time without connection: load anew.
 */
export function useRegistryEvents(
  slug: string | null,
  onChange: (change: Change) => void,
  onMissed: () => void = () => undefined,
): void {
  const change = useEffectEvent(onChange);
  const missed = useEffectEvent(onMissed);
  useEffect(
    () => listenToRegistry(slug, { onChange: (one) => change(one), onMissed: () => missed() }),
    [slug],
  );
}
