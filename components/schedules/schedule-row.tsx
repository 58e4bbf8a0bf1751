import Link from "next/link";
import { useTranslations } from "next-intl";
import { useProblemTitle } from "#components/problem/problem-sentence.ts";
import { planAddress } from "#components/ui/address.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Schedule } from "#lib/retention/schedules/schedules.ts";

interface ScheduleRowProps {
  readonly schedule: Schedule;
  /** Absent for whoever may not change it. */
  readonly onEdit?: () => void;
}

/** A schedule: when it comes next, what it may do by itself, and what came of its last time. */
export function ScheduleRow({ schedule, onEdit }: ScheduleRowProps) {
  const t = useTranslations("schedules");
  const titleOf = useProblemTitle();
  const { registry, policy, cron, timeZone, dryRun, atMost, enabled, nextAt, lastAt, lastPlan, problem } =
    schedule;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-3 py-2.5">
      <div className="min-w-0 space-y-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium [overflow-wrap:anywhere]">{policy}</span>
          <Badge>{t(enabled ? (dryRun ? "dryRun" : "byItself") : "off")}</Badge>
        </p>
        <p className="text-muted text-xs">
          <code>{cron}</code> {timeZone}
          {enabled && (
            <> · {t.rich("next", { when: () => <RelativeTime date={new Date(nextAt).toISOString()} /> })}</>
          )}
          {!dryRun && <> · {t("atMostTold", { count: atMost })}</>}
        </p>
        {lastAt !== null && (
          <p className="text-muted text-xs">
            {t.rich("last", { when: () => <RelativeTime date={new Date(lastAt).toISOString()} past /> })}{" "}
            {problem !== null && (
              <span title={problem.message} className="text-danger">
                {titleOf(problem)}.
              </span>
            )}
            {problem === null && lastPlan === null && t("nothing")}
            {lastPlan !== null && (
              <Link href={planAddress(registry, lastPlan)} className="text-accent hover:underline">
                {t("lastPlan")}
              </Link>
            )}
          </p>
        )}
      </div>
      {onEdit !== undefined && (
        <Button size="small" onClick={onEdit} aria-label={t("editNamed", { policy })}>
          {t("edit")}
        </Button>
      )}
    </li>
  );
}
