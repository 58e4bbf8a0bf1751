"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { CheckboxField } from "#components/ui/checkbox.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { UnreachedManifest } from "#lib/cleanup/collection/untagged-types.ts";
import { Flag } from "./flag.tsx";
import { Part } from "./part.tsx";
import { UnreachedRow } from "./unreached-row.tsx";
import { useUnreached, useUntaggedPlan } from "./use-unreached.ts";

const keyOf = ({ repository, digest }: UnreachedManifest) => `${repository}@${digest}`;

interface UnreachedListProps {
  readonly slug: string;
  readonly mayPlan: boolean;
}

/** Manifests that no tag reaches, to be selected for a plan that deletes them. */
export function UnreachedList({ slug, mayPlan }: UnreachedListProps) {
  const t = useTranslations("collection.untagged");
  const { manifests, data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useUnreached(slug);
  const { plan, busy, problem } = useUntaggedPlan(slug);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const chosen = manifests.filter((manifest) => selected.has(keyOf(manifest)));
  const byRepository = [...Map.groupBy(chosen, ({ repository }) => repository)];
  const toggle = (manifest: UnreachedManifest, on: boolean) =>
    setSelected((before) => {
      const next = new Set(before);
      if (on) next.add(keyOf(manifest));
      else next.delete(keyOf(manifest));
      return next;
    });
  return (
    <Part
      id="untagged"
      title={t("title")}
      description={t.rich("description", { flag: () => <Flag /> })}
      actions={
        mayPlan && manifests.length > 0 ? (
          <Button disabled={busy} onClick={() => plan(t("planAllTitle"), { kind: "untagged" })}>
            {t("planAll")}
          </Button>
        ) : undefined
      }
    >
      {error !== null && <ProblemView problem={problemFrom(error)} as="box" slug={slug} />}
      {problem !== null && <ProblemView problem={problem} as="box" slug={slug} />}
      {data === undefined && error === null && (
        <div role="status" className="space-y-2">
          <p className="text-muted">{t("looking")}</p>
          <Skeleton className="h-9" />
        </div>
      )}
      {data !== undefined && manifests.length === 0 && (
        <p className="text-muted">{t(hasNextPage ? "noneSoFar" : "none")}</p>
      )}
      {manifests.length > 0 && (
        <div className="rounded-lg border border-line bg-raised">
          {mayPlan && (
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-3 py-2">
              <CheckboxField
                label={t("all")}
                checked={chosen.length === manifests.length}
                indeterminate={chosen.length > 0 && chosen.length < manifests.length}
                onChange={({ target }) => setSelected(new Set(target.checked ? manifests.map(keyOf) : []))}
              />
              <span role="status" className="text-muted">
                {chosen.length > 0 && t("selected", { count: chosen.length })}
              </span>
              {byRepository.map(([repository, own]) => (
                <Button
                  key={repository}
                  size="small"
                  busy={busy}
                  className="max-w-full"
                  onClick={() =>
                    plan(t("planTitle", { repository }), {
                      kind: "manifests",
                      repository,
                      digests: own.map(({ digest }) => digest),
                    })
                  }
                >
                  <span className="truncate">{t("plan", { count: own.length, repository })}</span>
                </Button>
              ))}
            </div>
          )}
          <ul className="divide-y divide-line">
            {manifests.map((manifest) => (
              <UnreachedRow
                key={keyOf(manifest)}
                slug={slug}
                manifest={manifest}
                selection={
                  mayPlan
                    ? { selected: selected.has(keyOf(manifest)), toggle: (on) => toggle(manifest, on) }
                    : null
                }
              />
            ))}
          </ul>
        </div>
      )}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Part>
  );
}
