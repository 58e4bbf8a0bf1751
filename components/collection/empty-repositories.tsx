"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { apiFetch } from "#components/api/fetch.ts";
import { problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { repositoryAddress } from "#components/ui/address.ts";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { EmptyRepositories as Answer } from "#lib/cleanup/collection/collections.ts";
import { CommandSteps } from "./command-steps.tsx";
import { Part } from "./part.tsx";

/** Repositories without tags, each with what to run so that it goes. */
export function EmptyRepositories({ slug }: { readonly slug: string }) {
  const t = useTranslations("collection.empty");
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["collection", slug, "empty"],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: "50", ...(pageParam === "" ? {} : { after: pageParam }) });
      return apiFetch<Answer>(`/api/registries/${slug}/collection/empty?${query}`, { signal });
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const removals = data?.pages.flatMap((page) => page.removals) ?? [];
  return (
    <Part id="empty" title={t("title")} description={t("description")}>
      {error !== null && <ProblemView problem={problemFrom(error)} as="box" slug={slug} />}
      {data === undefined && error === null && (
        <div role="status">
          <span className="sr-only">{t("looking")}</span>
          <Skeleton className="h-9" />
        </div>
      )}
      {data !== undefined && removals.length === 0 && <p className="text-muted">{t("none")}</p>}
      {removals.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-raised">
          {removals.map(({ repository, commands }) => (
            <li key={repository} className="px-3 py-2">
              <Link
                href={repositoryAddress(slug, repository)}
                prefetch={false}
                className="link [overflow-wrap:anywhere]"
              >
                {repository}
              </Link>
              <details className="mt-1">
                <summary className="text-muted text-xs">
                  {t("how")}
                  <span className="sr-only"> {repository}</span>
                </summary>
                <div className="mt-2">
                  <CommandSteps commands={commands} />
                </div>
              </details>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Part>
  );
}
