"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { apiFetch } from "#components/api/fetch.ts";
import { problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { planAddress } from "#components/ui/address.ts";
import { Bytes } from "#components/ui/bytes.tsx";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import { ForecastSentence } from "./forecast-sentence.tsx";
import { PersonAndTime } from "./person.tsx";
import { PlanBadge } from "./plan-badge.tsx";
import { isMoving } from "./plan-state.ts";

/** How often the list is asked for while anything becomes of a plan, in milliseconds. */
const lookEvery = 2_000;

interface PlanListProps {
  readonly slug: string;
  /** What the page came with. */
  readonly first: readonly Plan[];
  /** Whether these are the newest, so that the list may be asked for again. */
  readonly live: boolean;
}

/** Clean-ups, each with what it comes to, or what became of it. */
export function PlanList({ slug, first, live }: PlanListProps) {
  const t = useTranslations("plans.list");
  const { data: plans, error } = useQuery({
    queryKey: ["plans", slug],
    queryFn: ({ signal }) => apiFetch<readonly Plan[]>(`/api/registries/${slug}/plans`, { signal }),
    initialData: first,
    enabled: live,
    gcTime: 0,
    refetchInterval: ({ state: { data } }) => (data?.some(isMoving) ? lookEvery : false),
  });
  return (
    <div className="space-y-3">
      {error !== null && <ProblemView problem={problemFrom(error)} as="box" slug={slug} />}
      <ul
        aria-label={t("label")}
        className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised"
      >
        {plans.map((plan) => (
          <Entry key={plan.id} slug={slug} plan={plan} />
        ))}
      </ul>
    </div>
  );
}

function Entry({ slug, plan }: { readonly slug: string; readonly plan: Plan }) {
  const t = useTranslations("plans.list");
  const { title, state, madeBy, madeAt, forecast, counts, begunAt } = plan;
  // What was put back, or never begun with, frees less than was counted.
  const mayFree = state === "ready" || (state === "done" && counts.restored === 0);
  return (
    <li className="grid gap-x-4 gap-y-1 px-3 py-2.5 sm:grid-cols-[minmax(0,1fr)_auto]">
      <span className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
        <Link
          href={planAddress(slug, plan.id)}
          className="min-w-0 font-medium [overflow-wrap:anywhere] hover:text-accent hover:underline"
        >
          {title}
        </Link>
        <PlanBadge plan={plan} />
      </span>
      <span className="text-muted text-xs sm:text-right">
        <PersonAndTime text="list.made" person={madeBy} at={madeAt} />
      </span>
      <span className="text-muted text-xs">
        {begunAt === null
          ? forecast !== null && <ForecastSentence forecast={forecast} />
          : t("outcome", { deleted: counts.deleted, restored: counts.restored, failed: counts.failed })}
      </span>
      {mayFree && forecast !== null && forecast.bytes > 0 && (
        <span className="text-muted text-xs sm:text-right">
          {t.rich("frees", { bytes: () => <Bytes bytes={forecast.bytes} /> })}
        </span>
      )}
    </li>
  );
}
