"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { unreadRows, useRepositories } from "#components/repository-list/use-repositories.ts";
import type { RegistryOverview } from "#lib/index/types.ts";

/** A registry that was read within this time is not read again by a visit of the home page. In milliseconds. */
const freshFor = 5 * 60_000;

/**
 * Reads a registry that answers but was not read lately, and then shows the page with what was found.
 *
 * @returns how far the reading is, for a person; null while nothing is read.
 */
export function useCatalogReading({ slug, readAt }: RegistryOverview, answers: boolean): string | null {
  const t = useTranslations("home");
  const router = useRouter();
  const { rows, freshness, refresh } = useRepositories(slug, [], false);
  const started = useRef(false);

  useEffect(() => {
    if (!answers || started.current) return;
    started.current = true;
    if (readAt === null || readAt < Date.now() - freshFor) refresh();
  }, [answers, readAt, refresh]);

  const read = freshness.state === "fresh";
  useEffect(() => {
    if (read) router.refresh();
  }, [read, router]);

  if (freshness.state === "listing") return t("listing");
  if (freshness.state === "reading") {
    return t("reading", { read: rows.size - unreadRows(rows), count: rows.size });
  }
  return freshness.state === "failed" ? t("stale") : null;
}
