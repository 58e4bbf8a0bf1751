"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useCatalog } from "#components/repository-list/use-catalog.ts";
import { useSync } from "#components/sync/use-sync.ts";
import type { RegistryOverview } from "#lib/index/types.ts";

/** A registry that was read within this time is not read again by a visit of the home page. In milliseconds. */
const freshFor = 5 * 60_000;

/**
 * Follows the sync of a registry. Where none ever ran, reads a registry that answers but was not read lately. Then shows the
 * page with what was found.
 *
 * @returns how far the reading is, for a person; null while nothing is read.
 */
export function useCatalogReading({ slug, readAt }: RegistryOverview, answers: boolean): string | null {
  const t = useTranslations("home");
  const router = useRouter();
  const { freshness, refresh } = useCatalog(slug, false);
  const sync = useSync(slug);
  const started = useRef(false);
  const syncing = sync?.state === "running";
  const neverSynced = sync !== undefined && !syncing && sync.finishedAt === null;

  useEffect(() => {
    if (!answers || !neverSynced || started.current) return;
    started.current = true;
    if (readAt === null || readAt < Date.now() - freshFor) refresh();
  }, [answers, neverSynced, readAt, refresh]);

  const read = freshness.state === "fresh";
  const synced = useRef(false);
  useEffect(() => {
    if (read || (synced.current && !syncing)) router.refresh();
    synced.current = syncing;
  }, [read, syncing, router]);

  if (syncing && sync.progress !== null) {
    const { repositoriesRead, repositories } = sync.progress;
    return t("reading", { read: repositoriesRead, count: repositories });
  }

  if (freshness.state === "listing") return t("listing");
  if (freshness.state === "reading") {
    return t("reading", { read: freshness.read, count: freshness.repositories });
  }
  return freshness.state === "failed" ? t("stale") : null;
}
