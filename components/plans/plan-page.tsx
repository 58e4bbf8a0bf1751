"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { problemFrom } from "#components/api/problem.ts";
import { Blocked } from "#components/deletion/blocked.tsx";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { RegistryHeader } from "#components/repository/registry-header.tsx";
import { registryPlansAddress } from "#components/ui/address.ts";
import type { Forecast, Plan, PlanItem } from "#lib/cleanup/plan/types.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { CollectionPanel } from "./collection-panel.tsx";
import { itemQuery, useItemFilter } from "./item-filter.ts";
import { ItemFilters } from "./item-filters.tsx";
import { ItemGrid } from "./item-grid.tsx";
import { PersonAndTime } from "./person.tsx";
import { PlanActions } from "./plan-actions.tsx";
import { PlanBadge } from "./plan-badge.tsx";
import { PlanProgress } from "./plan-progress.tsx";
import { hasEnded } from "./plan-state.ts";
import { PlanSummary } from "./plan-summary.tsx";
import { Trimmed } from "./trimmed.tsx";
import { usePlan } from "./use-plan.ts";
import { usePlanItems } from "./use-plan-items.ts";

interface PlanPageProps {
  readonly registry: { readonly slug: string; readonly name: string };
  /** As it was when the page was made. */
  readonly plan: Plan;
  readonly repositories: readonly RepositoryName[];
  readonly mayChange: boolean;
  readonly canConfigure: boolean;
}

/** A clean-up: what it comes to, what can be done with it, and each of its items. */
export function PlanPage({ registry, plan: first, repositories, mayChange, canConfigure }: PlanPageProps) {
  const { slug, name } = registry;
  const t = useTranslations("plans");
  const watched = usePlan(slug, first);
  const { plan, problem, busy, act, trim } = watched;
  const { filter, change } = useItemFilter();
  const [trimmed, setTrimmed] = useState<{
    readonly item: PlanItem;
    readonly out: boolean;
    readonly before: Forecast;
  } | null>(null);
  const [turns, setTurns] = useState(0);
  const items = usePlanItems(slug, plan.id, itemQuery(filter), revisionOf(plan, turns));
  const include = async (item: PlanItem, included: boolean) => {
    if (plan.forecast === null) return;
    setTrimmed({ item, out: !included, before: plan.forecast });
    if ((await trim([item.position], !included)) === null) setTrimmed(null);
    setTurns((before) => before + 1);
  };
  const { count } = items;
  const { part } = filter;
  // Where all that stayed was put back in, there is nothing left to look at on that side.
  const nothingStays = part === "stays" && count === 0 && filter.repository === "" && !items.stale;
  useEffect(() => {
    if (nothingStays && trimmed?.out === false) change({ part: "goes" });
  }, [nothingStays, trimmed, change]);
  const canTrim = mayChange && plan.state === "ready";
  return (
    <>
      <RegistryHeader
        registry={registry}
        crumbs={[{ label: t("title", { name }), href: registryPlansAddress(slug) }]}
        title={plan.title}
        badges={<PlanBadge plan={plan} />}
        description={
          <>
            <PersonAndTime text="head.madeBy" person={plan.madeBy} at={plan.madeAt} />{" "}
            {plan.begunBy !== null && plan.begunAt !== null && (
              <PersonAndTime text="head.begunBy" person={plan.begunBy} at={plan.begunAt} />
            )}
          </>
        }
      />
      <div className="space-y-4">
        <PlanSummary plan={plan} />
        <PlanProgress plan={plan} />
        {problem !== null && (
          <ProblemView problem={problem} as="box" slug={slug} canConfigure={canConfigure} />
        )}
        {plan.blocked !== null && !hasEnded(plan) && (
          <Blocked problem={plan.blocked} registry={registry} canConfigure={canConfigure} />
        )}
        <PlanActions slug={slug} plan={plan} busy={busy} act={act} mayChange={mayChange} />
        <CollectionPanel slug={slug} plan={plan} />
        <section aria-label={t("items.label")} className="space-y-3 pt-2">
          <ItemFilters
            plan={plan}
            repositories={repositories}
            filter={filter}
            change={change}
            count={count}
          />
          <Trimmed trimmed={trimmed} plan={plan} />
          {items.error != null && <ProblemView problem={problemFrom(items.error)} as="box" slug={slug} />}
          <ItemGrid
            slug={slug}
            part={part}
            items={items}
            manyRepositories={repositories.length > 1}
            include={canTrim ? (item, included) => void include(item, included) : null}
            waiting={busy === "trim" || plan.state === "making"}
            undo={
              mayChange && hasEnded(plan)
                ? (item) => void act({ action: "undo", positions: [item.position] })
                : null
            }
          />
        </section>
      </div>
    </>
  );
}

/** Another text whenever the items of a plan may have changed. */
function revisionOf({ state, counts, undo, forecast }: Plan, turns: number): string {
  return JSON.stringify([state, counts, undo.asked, undo.occupied, undo.failed, forecast, turns]);
}
