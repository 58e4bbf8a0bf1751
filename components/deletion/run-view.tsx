import { useTranslations } from "next-intl";
import type { ProblemData } from "#components/api/problem.ts";
import { PlanProblem } from "#components/plans/plan-problem.tsx";
import { PlanProgress } from "#components/plans/plan-progress.tsx";
import { hasEnded, isMoving } from "#components/plans/plan-state.ts";
import { UndoUntil } from "#components/plans/undo-until.tsx";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import { Outcomes } from "./outcomes.tsx";
import type { SomeItems } from "./use-some-items.ts";

interface RunViewProps {
  readonly plan: Plan;
  readonly tags: SomeItems;
  /** Why what was asked for last could not be done. */
  readonly problem: ProblemData | null;
}

/** How a deletion goes, and at its end what became of everything. */
export function RunView({ plan, tags, problem }: RunViewProps) {
  const ended = hasEnded(plan) && !isMoving(plan);
  return (
    <div className="space-y-4">
      <PlanProgress plan={plan} />
      {ended && <Report plan={plan} />}
      {problem !== null && <ProblemView problem={problem} as="box" />}
      {plan.problem !== null && <PlanProblem problem={plan.problem} />}
      <Outcomes tags={tags} ended={ended} />
    </div>
  );
}

function Report({ plan }: { readonly plan: Plan }) {
  const t = useTranslations("deletion.report");
  const { counts, tagCounts, undo, state, problem } = plan;
  const { gone, moved, kept, failed, restored } = counts;
  const manifests = counts.deleted - tagCounts.deleted;
  const isBad = failed > 0 || undo.failed > 0 || state !== "done" || problem !== null;
  return (
    <Callout role="status" tone={isBad ? "danger" : moved > 0 || undo.occupied > 0 ? "warning" : "success"}>
      <ul className="space-y-0.5">
        {tagCounts.deleted > 0 && (
          <li className="font-medium">{t("deleted", { count: tagCounts.deleted })}</li>
        )}
        {restored > 0 && <li className="font-medium">{t("restored", { count: restored })}</li>}
        {undo.occupied > 0 && <li>{t("occupied", { count: undo.occupied })}</li>}
        {undo.failed > 0 && <li>{t("notRestored", { count: undo.failed })}</li>}
        {gone > 0 && <li>{t("gone", { count: gone })}</li>}
        {moved > 0 && <li>{t("moved", { count: moved })}</li>}
        {failed > 0 && <li>{t("failed", { count: failed })}</li>}
        {manifests > 0 && <li>{t("manifests", { count: manifests })}</li>}
        {kept > 0 && <li>{t("manifestsKept", { count: kept })}</li>}
        {state === "done" && problem === null && <li>{t("allElseThere")}</li>}
        {counts.deleted > 0 && (
          <li className="text-muted text-xs">
            {t("space")} <UndoUntil plan={plan} />
          </li>
        )}
      </ul>
    </Callout>
  );
}
