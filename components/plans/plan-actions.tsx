"use client";

import { Download, Trash2, Undo2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, buttonClass } from "#components/ui/button.tsx";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import { hasEnded, planApi, shownState, undoable } from "./plan-state.ts";
import type { WatchedPlan } from "./use-plan.ts";

// Loaded when they are first opened.
const CarryOutDialog = dynamic(() =>
  import("./carry-out-dialog.tsx").then(({ CarryOutDialog: loaded }) => loaded),
);
const SaveDialog = dynamic(() => import("./save-dialog.tsx").then(({ SaveDialog: loaded }) => loaded));
const DiscardDialog = dynamic(() =>
  import("./discard-dialog.tsx").then(({ DiscardDialog: loaded }) => loaded),
);

interface PlanActionsProps extends Pick<WatchedPlan, "busy" | "act"> {
  readonly slug: string;
  readonly plan: Plan;
  readonly mayChange: boolean;
}

/** What can be done with a plan as it stands. */
export function PlanActions({ slug, plan, busy, act, mayChange }: PlanActionsProps) {
  const t = useTranslations("plans.action");
  const [open, setOpen] = useState<"apply" | "save" | "discard" | null>(null);
  const close = () => setOpen(null);
  const { counts, forecast, begunAt } = plan;
  const state = shownState(plan);
  const waiting = busy !== null;
  const ended = hasEnded(plan);
  const somethingGoes = forecast !== null && forecast.tags + forecast.manifests > 0;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {mayChange && (
        <>
          {state === "ready" && somethingGoes && plan.blocked === null && (
            <Button variant="danger" onClick={() => setOpen("apply")} disabled={waiting}>
              <Trash2 aria-hidden className="size-4" />
              {t("apply")}
            </Button>
          )}
          {state === "running" && (
            <Button onClick={() => act({ action: "pause" })} busy={busy === "pause"}>
              {t("pause")}
            </Button>
          )}
          {state === "paused" && (
            <Button variant="primary" onClick={() => act({ action: "resume" })} busy={busy === "resume"}>
              {t("resume")}
            </Button>
          )}
          {(state === "running" || state === "paused") && (
            <Button onClick={() => act({ action: "cancel" })} busy={busy === "cancel"}>
              {t("cancel")}
            </Button>
          )}
          {((ended && state === "done" && counts.failed > 0) || state === "failed") && (
            <Button onClick={() => act({ action: "retry" })} busy={busy === "retry"}>
              {counts.failed > 0 ? t("retryFailed", { count: counts.failed }) : t("retry")}
            </Button>
          )}
          {ended && state !== "undoing" && undoable(plan) > 0 && (
            <Button onClick={() => act({ action: "undo" })} busy={busy === "undo"}>
              <Undo2 aria-hidden className="size-4" />
              {t("undo")}
            </Button>
          )}
          {begunAt === null && (
            <>
              <Button onClick={() => setOpen("save")} disabled={waiting}>
                {t(plan.saved ? "rename" : "save")}
              </Button>
              <Button onClick={() => setOpen("discard")} disabled={waiting}>
                {t("discard")}
              </Button>
            </>
          )}
        </>
      )}
      {(["CSV", "JSON"] as const).map((format) => (
        <a
          key={format}
          href={`${planApi(slug, plan.id)}/export?format=${format.toLowerCase()}`}
          download
          className={buttonClass({ variant: "ghost" })}
        >
          <Download aria-hidden className="size-4 text-muted" />
          {t("export", { format })}
        </a>
      ))}
      {open === "apply" && forecast !== null && (
        <CarryOutDialog
          plan={plan}
          forecast={forecast}
          busy={busy === "apply"}
          onConfirm={async () => {
            await act({ action: "apply" });
            close();
          }}
          onClose={close}
        />
      )}
      {open === "save" && <SaveDialog plan={plan} busy={busy === "save"} act={act} onClose={close} />}
      {open === "discard" && <DiscardDialog slug={slug} plan={plan} onClose={close} />}
    </div>
  );
}
