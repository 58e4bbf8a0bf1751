"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { Spinner } from "#components/ui/spinner.tsx";
import type { SearchResult } from "#lib/index/search/search.ts";
import { ResultLine } from "./result-line.tsx";

interface SearchResultsProps {
  readonly results: readonly SearchResult[];
  /** They belong to what was typed before. */
  readonly stale: boolean;
  /** Loads the next page; null at the end. */
  readonly more: (() => void) | null;
  readonly loading: boolean;
  /** Around the search box, from which the down key leads into the results. */
  readonly box: RefObject<HTMLElement | null>;
}

/** What was found. Arrow keys walk through it, and the next page is loaded as its end comes into sight. */
export function SearchResults({ results, stale, more, loading, box }: SearchResultsProps) {
  const t = useTranslations("search");
  const list = useRef<HTMLOListElement>(null);
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const input = box.current?.querySelector("input");
    const enter = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "ArrowDown" || event.isComposing) return;
      event.preventDefault();
      linksIn(list.current)[0]?.focus();
    };
    input?.addEventListener("keydown", enter);
    return () => input?.removeEventListener("keydown", enter);
  }, [box]);

  useEffect(() => {
    if (more === null || loading || stale || end.current === null) return;
    const watching = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && more(), {
      rootMargin: "600px",
    });
    watching.observe(end.current);
    return () => watching.disconnect();
  }, [more, loading, stale]);

  const onKeyDown = (event: KeyboardEvent) => {
    const links = linksIn(list.current);
    const at = links.findIndex((link) => link.contains(document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (to === undefined || at === -1 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (to < 0) box.current?.querySelector("input")?.focus();
    else links[to]?.focus();
  };
  return (
    <section aria-label={t("results")} aria-busy={stale || loading} className={clsx(stale && "opacity-60")}>
      <p role="status" className="mb-2 text-muted text-xs">
        {more === null ? t("count", { count: results.length }) : t("countMore", { count: results.length })}
      </p>
      {results.length > 0 && (
        <ol
          ref={list}
          onKeyDown={onKeyDown}
          className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised"
        >
          {results.map((result) => (
            <ResultLine key={keyOf(result)} result={result} />
          ))}
        </ol>
      )}
      <div ref={end} className="flex h-12 items-center justify-center">
        {more !== null && (
          <span className="text-muted">
            <Spinner />
            <span className="sr-only">{t("loadingMore")}</span>
          </span>
        )}
      </div>
    </section>
  );
}

const keyOf = (result: SearchResult) =>
  `${result.registry}/${result.repository}${result.kind === "tag" ? `:${result.tag}` : ""}`;

function linksIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("[data-result]") ?? [])];
}
