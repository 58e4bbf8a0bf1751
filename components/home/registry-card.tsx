"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { apiFetch } from "#components/api/fetch.ts";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import { useProblemText } from "#components/problem/problem-view.tsx";
import {
  clientSetupAddress,
  registryAddress,
  registrySettingsAddress,
  registrySpaceAddress,
} from "#components/ui/address.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { RegistryOverview, RegistryState } from "#lib/index/types.ts";
import { useCatalogReading } from "./use-catalog-reading.ts";

interface RegistryCardProps {
  readonly overview: RegistryOverview;
  readonly canConfigure: boolean;
}

/** How long a registry's state is believed, in milliseconds; then it is asked again while the page is looked at. */
const askEvery = 30_000;

/** A registry: what is known of it at once, and whether it answers. */
export function RegistryCard({ overview, canConfigure }: RegistryCardProps) {
  const t = useTranslations("home");
  const { slug, name, url, readOnly } = overview;
  const state = useQuery({
    queryKey: ["registry-state", slug],
    queryFn: ({ signal }) => apiFetch<RegistryState>(`/api/registries/${slug}/state`, { signal }),
    refetchInterval: askEvery,
  });
  const answers = state.data?.state === "ok";
  const reading = useCatalogReading(overview, answers);
  const problem =
    state.data?.state === "failed"
      ? { ...state.data.problem, detail: state.data.problem.message }
      : state.error === null
        ? null
        : problemFrom(state.error);
  return (
    <article className="relative flex h-full flex-col gap-3 rounded-lg border border-line bg-raised p-4 focus-within:border-control hover:border-control">
      <div>
        <div className="flex items-start gap-2">
          <h2 className="min-w-0 flex-1 font-semibold text-base [overflow-wrap:anywhere]">
            {/* The link covers the card; what else can be clicked lies above it. */}
            <Link href={registryAddress(slug)} className="after:absolute after:inset-0 after:rounded-lg">
              {name}
            </Link>
          </h2>
          {readOnly && <Badge>{t("readOnly")}</Badge>}
        </div>
        <code className="block truncate text-muted text-xs" title={url}>
          {url}
        </code>
      </div>
      <div className="min-h-5">
        <StateLine state={state.data} problem={problem} />
      </div>
      <div className="mt-auto flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1">
        <p className="tabular mr-auto" role="status">
          {reading ??
            (overview.repositories === null
              ? t("notRead")
              : t("repositories", { count: overview.repositories }))}
        </p>
        <Link
          href={registrySpaceAddress(slug)}
          prefetch={false}
          className="relative z-[1] py-0.5 text-muted text-xs hover:text-foreground hover:underline"
        >
          {t("space")}
        </Link>
        <Link
          href={clientSetupAddress(slug)}
          prefetch={false}
          className="relative z-[1] py-0.5 text-muted text-xs hover:text-foreground hover:underline"
        >
          {t("clientSetup")}
        </Link>
        {canConfigure && (
          <Link
            href={registrySettingsAddress(slug)}
            prefetch={false}
            className="relative z-[1] py-0.5 text-muted text-xs hover:text-foreground hover:underline"
          >
            {t("settings")}
          </Link>
        )}
      </div>
    </article>
  );
}

interface StateLineProps {
  readonly state: RegistryState | undefined;
  readonly problem: ProblemData | null;
}

function StateLine({ state, problem }: StateLineProps) {
  const t = useTranslations("home.state");
  if (problem !== null) return <Failure problem={problem} />;
  if (state?.state !== "ok") {
    return (
      <p className="flex items-center gap-1.5 text-muted text-xs">
        <Spinner />
        {t("asking")}
      </p>
    );
  }
  return (
    <p className="flex items-center gap-1.5 text-success text-xs">
      <CircleCheck aria-hidden className="size-3.5 shrink-0" />
      {t("ok", { milliseconds: state.milliseconds })}
    </p>
  );
}

function Failure({ problem }: { readonly problem: ProblemData }) {
  const { title, advice } = useProblemText(problem);
  return (
    <div className="text-xs">
      <p className="flex items-center gap-1.5 font-medium text-danger">
        <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
        {title}
      </p>
      <p className="mt-0.5 text-muted [overflow-wrap:anywhere]">{advice}</p>
    </div>
  );
}
