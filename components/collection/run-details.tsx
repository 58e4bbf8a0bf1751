"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { apiFetch } from "#components/api/fetch.ts";
import { problemFrom } from "#components/api/problem.ts";
import { ProblemView, useProblemText } from "#components/problem/problem-view.tsx";
import { Bytes } from "#components/ui/bytes.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { CollectionRun } from "#lib/cleanup/collection/collection-types.ts";
import type { CollectionResult, Difference } from "#lib/cleanup/collection/compare.ts";
import type { Problem } from "#lib/index/types.ts";
import { shortDigest } from "#lib/oci/digest.ts";

interface RunDetailsProps {
  readonly slug: string;
  readonly run: CollectionRun;
  readonly mayRead: boolean;
}

/** What a collection has freed, what made it differ from what was predicted, and what it printed. */
export function RunDetails({ slug, run, mayRead }: RunDetailsProps) {
  const t = useTranslations("collection.history");
  const { state, problem, result } = run;
  return (
    <div className="space-y-2 border-line border-t pt-2">
      {problem !== null && <RunProblem problem={problem} />}
      {state === "accepted" && <p>{t("accepted")}</p>}
      {state === "told" && <p>{t("toldText")}</p>}
      {state === "done" && result === null && <p>{t("noResult")}</p>}
      {result !== null && <Result result={result} />}
      {mayRead && run.how !== "elsewhere" && <Output slug={slug} run={run} />}
    </div>
  );
}

/** Why a collection failed: what is right for all such, and what is known of this one. */
function RunProblem({ problem }: { readonly problem: Problem }) {
  const shown = { ...problem, detail: problem.message };
  const { advice } = useProblemText(shown);
  return (
    <ProblemView problem={shown} as="box">
      {advice !== problem.message && (
        <p className="mt-1 text-muted text-xs [overflow-wrap:anywhere]">{problem.message}</p>
      )}
    </ProblemView>
  );
}

function Result({ result }: { readonly result: CollectionResult }) {
  const t = useTranslations("collection.history");
  const { blobs, manifests, unknown, stayed, unforeseen } = result;
  return (
    <div className="space-y-2">
      <p>
        {manifests === null || manifests === 0
          ? t("blobs", { blobs })
          : t("blobsAndManifests", { blobs, manifests })}
        . {stayed.count + unforeseen.count === 0 && t("exact")}
      </p>
      {unknown > 0 && <p>{t("unknown", { count: unknown })}</p>}
      <Differing which="stayed" difference={stayed} />
      <Differing which="unforeseen" difference={unforeseen} />
    </div>
  );
}

function Differing({
  which,
  difference: { count, bytes, largest },
}: {
  readonly which: "stayed" | "unforeseen";
  readonly difference: Difference;
}) {
  const t = useTranslations("collection.history");
  if (count === 0) return null;
  return (
    <div className="space-y-1">
      <p className="font-medium">{t.rich(which, { count, size: () => <Bytes bytes={bytes} /> })}</p>
      <p className="text-muted text-xs">
        {t(`${which}Why`)} {count > largest.length && t("largest", { count: largest.length })}
      </p>
      <ul className="grid gap-x-6 text-xs sm:grid-cols-2">
        {largest.map(({ digest, size }) => (
          <li key={digest} className="flex gap-3">
            <code title={digest} className="min-w-0 flex-1">
              {shortDigest(digest)}
            </code>
            {size === null ? <span className="text-muted">{t("sizeUnknown")}</span> : <Bytes bytes={size} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How often what a collection under way prints is read, in milliseconds. */
const readEvery = 2_000;

function Output({ slug, run }: { readonly slug: string; readonly run: CollectionRun }) {
  const t = useTranslations("collection.run");
  const running = run.state === "running";
  const { data, error } = useQuery({
    queryKey: ["collection-output", slug, run.id, run.state],
    queryFn: ({ signal }) =>
      apiFetch<CollectionRun>(`/api/registries/${slug}/collections/${run.id}`, { signal }),
    refetchInterval: running ? readEvery : false,
  });
  if (error !== null) return <ProblemView problem={problemFrom(error)} as="box" slug={slug} />;
  if (data === undefined) return <Skeleton className="h-16" />;
  if (data.output === "") return <p className="text-muted text-xs">{t("nothingPrinted")}</p>;
  return (
    <section aria-label={t("printed")}>
      <p className="text-muted text-xs">{t("printed")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <pre tabIndex={0} className="max-h-72 overflow-auto rounded-md bg-subtle px-3 py-2 text-xs leading-5">
        {data.output}
      </pre>
    </section>
  );
}
