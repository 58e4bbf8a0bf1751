import { useTranslations } from "next-intl";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import { PlanProblem } from "./plan-problem.tsx";
import { progressOf, shownState } from "./plan-state.ts";

/** How far a plan is that is carried out or undone. What is read out changes by quarters, so that it does not talk all the time. */
export function PlanProgress({ plan }: { readonly plan: Plan }) {
  const t = useTranslations("plans");
  const state = shownState(plan);
  const { done, of } = progressOf(plan.counts);
  const isRunning = state === "running" || state === "paused";
  const quarter = of === 0 ? 0 : Math.floor((done / of) * 4) * 25;
  const { asked, problem } = plan.undo;
  return (
    <>
      <p role="status" className="sr-only">
        {isRunning ? t("announce.running", { percent: quarter }) : t(`state.${state}`)}
      </p>
      {isRunning && (
        <div className="max-w-3xl space-y-2">
          <ProgressBar label={t("progress.label")} value={done} max={of} />
          <p className="flex flex-wrap justify-between gap-x-4 text-muted text-xs">
            <span className="tabular">{t(`progress.${state}`, { done, of })}</span>
            {state === "running" && <span>{t("progress.goesOn")}</span>}
          </p>
        </div>
      )}
      {state === "undoing" && (
        <div className="max-w-3xl space-y-2">
          <ProgressBar
            label={t("progress.label")}
            value={plan.counts.restored}
            max={plan.counts.restored + asked}
          />
          <p className="flex flex-wrap justify-between gap-x-4 text-muted text-xs">
            <span className="tabular">{t("progress.undoing", { count: asked })}</span>
            <span>{t("progress.goesOn")}</span>
          </p>
          {problem !== null && <PlanProblem problem={{ ...problem, params: {} }} />}
        </div>
      )}
    </>
  );
}
