"use client";

import { Undo2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { PlanProblem } from "#components/plans/plan-problem.tsx";
import { hasEnded, isMoving, undoable } from "#components/plans/plan-state.ts";
import { usePlan } from "#components/plans/use-plan.ts";
import { planAddress } from "#components/ui/address.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Forecast, Plan } from "#lib/cleanup/plan/types.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { Blocked } from "./blocked.tsx";
import { Looking } from "./looking.tsx";
import { PlanForm } from "./plan-form.tsx";
import { RunView } from "./run-view.tsx";
import { useSomeItems } from "./use-some-items.ts";

/** What a dialog about a deletion is given, and tells. */
export interface DeletionDialogProps {
  readonly registry: { readonly slug: string; readonly name: string };
  readonly repository: RepositoryName;
  readonly canConfigure: boolean;
  /** Tags went, or came back; of those that went some are named. */
  readonly onChanged: (gone: readonly Tag[]) => void;
  /** @param changed whether anything was deleted, or may have been. @param gone tags that are not there any more. */
  readonly onClose: (changed: boolean, gone: readonly Tag[]) => void;
}

interface PlanDialogProps extends DeletionDialogProps {
  /** The plan as it was when it was made. */
  readonly first: Plan;
  readonly title: string;
  /** It is not to be forgotten when the dialog closes. */
  readonly keep: () => void;
  /** Makes another plan. */
  readonly again: () => void;
}

/** A plan as a dialog: to be confirmed, then followed, then undone. */
export function PlanDialog(props: PlanDialogProps) {
  const { registry, repository, canConfigure, onChanged, onClose, first, title, keep, again } = props;
  const { slug } = registry;
  const t = useTranslations("deletion");
  const { plan, problem, busy, act, trim } = usePlan(slug, first);
  const [forecast, setForecast] = useState<Forecast | null>(first.forecast);
  if (plan.forecast !== null && plan.forecast !== forecast) setForecast(plan.forecast);
  const tags = useSomeItems(slug, plan, "kind=tag&part=goes") ?? { total: 0, items: [] };
  const begun = plan.begunAt !== null;
  const moving = begun && isMoving(plan);
  const ended = hasEnded(plan) && !moving;
  const gone = tags.items
    .filter(({ state, undo }) => (state === "deleted" || state === "gone") && undo?.state !== "restored")
    .map(({ reference }) => reference as Tag);
  const told = ended ? `${gone.join(" ")} ${JSON.stringify(plan.counts)}` : "";
  const tell = useEffectEvent(() => onChanged(gone));
  useEffect(() => {
    if (told !== "") tell();
  }, [told]);
  const close = () => onClose(begun, gone);

  if (begun) {
    const count = tags.total;
    const { failed } = plan.counts;
    return (
      <Dialog
        open
        wide
        dismissible={!moving}
        onClose={close}
        title={
          plan.state === "running" ? t("titleRunning", { count, repository }) : t("titleDone", { repository })
        }
        footer={
          <>
            {ended && plan.state !== "cancelled" && (failed > 0 || plan.state === "failed") && (
              <Button onClick={() => act({ action: "retry" })} busy={busy === "retry"}>
                {t("report.retry")}
              </Button>
            )}
            {ended && undoable(plan) > 0 && (
              <Button onClick={() => act({ action: "undo" })} busy={busy === "undo"}>
                <Undo2 aria-hidden className="size-4" />
                {t("undo")}
              </Button>
            )}
            <Link href={planAddress(slug, plan.id)} prefetch={false} className={buttonClass()}>
              {t("toPlan")}
            </Link>
            <Button variant="primary" onClick={close}>
              {t("close")}
            </Button>
          </>
        }
      >
        <RunView plan={plan} tags={tags} problem={problem} />
      </Dialog>
    );
  }
  if (plan.blocked !== null) {
    return (
      <Dialog
        open
        onClose={close}
        title={t("titleBlocked", { repository })}
        footer={<Button onClick={close}>{t("close")}</Button>}
      >
        <Blocked problem={plan.blocked} registry={registry} canConfigure={canConfigure} />
      </Dialog>
    );
  }
  if (forecast !== null && plan.state !== "failed") {
    return (
      <PlanForm
        slug={slug}
        repository={repository}
        title={title}
        plan={plan}
        problem={problem}
        busy={busy}
        trim={trim}
        forecast={forecast}
        onKeep={keep}
        onCancel={close}
        onConfirm={() => {
          keep();
          void act({ action: "apply" });
        }}
      />
    );
  }
  return (
    <Dialog
      open
      wide
      onClose={close}
      title={title}
      footer={
        <>
          {plan.state === "failed" && <Button onClick={again}>{t("tryAgain")}</Button>}
          <Button onClick={close}>{t("cancel")}</Button>
        </>
      }
    >
      {plan.problem !== null && plan.state === "failed" ? (
        <PlanProblem problem={plan.problem} />
      ) : (
        <Looking />
      )}
    </Dialog>
  );
}
