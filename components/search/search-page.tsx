"use client";

import { CircleHelp, SearchX } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { TryAgain } from "#components/problem/stale-problem.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterInput } from "#components/ui/filter-input.tsx";
import { PopupButton } from "#components/ui/popup-button.tsx";
import { LanguageTable } from "./language-table.tsx";
import { ResultSkeleton } from "./result-skeleton.tsx";
import { SearchProblemText } from "./search-problem-text.tsx";
import { SearchResults } from "./search-results.tsx";
import { useSearch } from "./use-search.ts";

const loadHelp = () => import("./language-help.tsx").then(({ LanguageHelp }) => LanguageHelp);
const Help = dynamic(loadHelp);

/** The search box with what it finds. */
export function SearchPage() {
  const t = useTranslations("search");
  const { text, setText, parsed, wanted, found } = useSearch();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A query from the address is gone on with at its end.
    const input = box.current?.querySelector("input");
    input?.setSelectionRange(input.value.length, input.value.length);
  }, []);
  const focusBox = () => box.current?.querySelector("input")?.focus();
  /** Puts an example behind what is typed already. */
  const add = (example: string) => {
    void setText(text.trim() === "" ? example : `${text.trim()} ${example}`);
    focusBox();
  };
  const pages = found.data?.pages ?? [];
  const results = pages.flatMap((page) => page.results);
  const problem = parsed.ok ? null : parsed.problem;
  return (
    <div className="space-y-4">
      <search className="flex flex-wrap items-start gap-2">
        <div ref={box} className="min-w-0 flex-1 basis-64 sm:max-w-3xl">
          <div className="relative">
            <FilterInput
              label={t("label")}
              clearLabel={t("clear")}
              placeholder={t("placeholder")}
              value={text}
              onChange={(value) => void setText(value === "" ? null : value)}
              maxLength={2_000}
              autoFocus
              aria-describedby={problem === null ? undefined : "search-problem"}
              aria-invalid={problem !== null || undefined}
              className="font-mono text-[0.8125rem]"
            />
          </div>
          {problem !== null && (
            <p id="search-problem" className="mt-1.5 text-danger text-sm">
              <SearchProblemText problem={problem} />
            </p>
          )}
        </div>
        <PopupButton
          kind="dialog"
          className={buttonClass({ variant: "ghost" })}
          load={loadHelp}
          popup={(place) => <Help {...place} add={add} />}
        >
          <CircleHelp aria-hidden className="size-4 text-muted" />
          {t("help")}
        </PopupButton>
      </search>
      {pages[0]?.filling === true && <Callout role="status">{t("filling")}</Callout>}
      {found.isError && (
        <ProblemView
          problem={problemFrom(found.error)}
          as="box"
          canConfigure={false}
          action={<TryAgain small onClick={() => void found.refetch()} />}
        />
      )}
      {wanted === "" ? (
        <section aria-labelledby="search-language" className="max-w-3xl space-y-3 pt-2">
          <h2 id="search-language" className="font-semibold text-base">
            {t("language.title")}
          </h2>
          <LanguageTable add={add} />
        </section>
      ) : found.isPending ? (
        !found.isError && <ResultSkeleton />
      ) : results.length === 0 && !found.hasNextPage ? (
        <EmptyState icon={<SearchX aria-hidden />} title={t("nothing")}>
          {t("nothingAdvice")}
        </EmptyState>
      ) : (
        <SearchResults
          results={results}
          stale={found.isPlaceholderData}
          more={found.hasNextPage ? () => void found.fetchNextPage() : null}
          loading={found.isFetchingNextPage}
          box={box}
        />
      )}
    </div>
  );
}
