import { useTranslations } from "next-intl";
import { Bytes } from "#components/ui/bytes.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Forecast, Plan } from "#lib/cleanup/plan/types.ts";
import { ForecastSentence } from "./forecast-sentence.tsx";
import { PlanProblem } from "./plan-problem.tsx";
import { UndoUntil } from "./undo-until.tsx";

/** What a plan comes to, or what became of it, in sentences. */
export function PlanSummary({ plan }: { readonly plan: Plan }) {
  const t = useTranslations("plans.head");
  const { forecast, state, begunAt, counts } = plan;
  return (
    <section aria-label={t("label")} className="max-w-3xl space-y-2">
      {plan.problem !== null && <PlanProblem problem={plan.problem} />}
      {state === "making" && (
        <p role="status" className="flex items-center gap-2 text-muted">
          <Spinner />
          {t("making")}
        </p>
      )}
      {begunAt === null && forecast !== null && (
        <>
          <Going forecast={forecast} />
          <Aside count={counts.gone + counts.moved + counts.failed} />
        </>
      )}
      {begunAt !== null && <Became plan={plan} />}
    </section>
  );
}

function Going({ forecast }: { readonly forecast: Forecast }) {
  const t = useTranslations("plans.head");
  const { tags, manifests, staying, bytes, unread, emptied } = forecast;
  return (
    <>
      <p className="text-base">
        <ForecastSentence forecast={forecast} />{" "}
        {manifests > 0 &&
          (bytes > 0 ? t.rich("bytes", { bytes: () => <Bytes bytes={bytes} /> }) : t("noBytes"))}
      </p>
      {tags > 0 && emptied > 0 && (
        <p className="font-medium text-danger">{t("emptied", { count: emptied })}</p>
      )}
      {staying > 0 && <p className="text-muted">{t("staying", { count: staying })}</p>}
      {unread > 0 && <p className="text-muted">{t("unread", { count: unread })}</p>}
    </>
  );
}

function Aside({ count }: { readonly count: number }) {
  const t = useTranslations("plans.head");
  return count > 0 && <Callout tone="warning">{t("aside", { count })}</Callout>;
}

function Became({ plan }: { readonly plan: Plan }) {
  const t = useTranslations("plans.head");
  const { counts, tagCounts, undo, state } = plan;
  const { planned, gone, moved, kept, failed, restored } = counts;
  const deletedTags = tagCounts.deleted + tagCounts.restored;
  const all = counts.deleted + restored;
  const lines = [
    all > 0 && t("deleted", { tags: deletedTags, manifests: all - deletedTags }),
    gone > 0 && t("gone", { count: gone }),
    moved > 0 && t("moved", { count: moved }),
    kept > 0 && t("kept", { count: kept }),
    failed > 0 && t("failed", { count: failed }),
    planned > 0 && state !== "running" && t("left", { count: planned }),
    restored > 0 && t("restored", { count: restored }),
    undo.occupied > 0 && t("occupied", { count: undo.occupied }),
    undo.failed > 0 && t("notRestored", { count: undo.failed }),
  ].filter((line) => line !== false);
  return (
    <ul className="space-y-0.5">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      <li className="text-muted empty:hidden">
        <UndoUntil plan={plan} />
      </li>
    </ul>
  );
}
