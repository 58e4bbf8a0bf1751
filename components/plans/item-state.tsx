"use client";

import { clsx } from "clsx";
import { Check, CircleDashed, CornerUpRight, Minus, Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useProblemText } from "#components/problem/problem-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { PlanItem } from "#lib/cleanup/plan/types.ts";
import type { Problem } from "#lib/index/types.ts";
import { nameOf } from "./trimmed.tsx";

const looks = {
  planned: { icon: CircleDashed, colour: "text-muted" },
  begun: { icon: CircleDashed, colour: "text-accent" },
  stays: { icon: Minus, colour: "text-muted" },
  out: { icon: Minus, colour: "text-muted" },
  deleted: { icon: Check, colour: "text-success" },
  gone: { icon: Minus, colour: "text-muted" },
  moved: { icon: CornerUpRight, colour: "text-warning" },
  kept: { icon: Minus, colour: "text-muted" },
  failed: { icon: X, colour: "text-danger" },
  asked: { icon: Undo2, colour: "text-accent" },
  restored: { icon: Undo2, colour: "text-success" },
  occupied: { icon: CornerUpRight, colour: "text-warning" },
  notRestored: { icon: X, colour: "text-danger" },
} as const;

/** What an item is shown as: what became of putting it back is newer than what became of deleting it. */
export function stateOf({ state, leftOut, undo }: PlanItem): keyof typeof looks {
  if (undo !== null) return undo.state === "failed" ? "notRestored" : undo.state;
  return leftOut ? "out" : state;
}

/** What became of an item, with what went wrong. */
export function ItemState({ item, inner }: { readonly item: PlanItem; readonly inner: 0 | -1 }) {
  const t = useTranslations("plans.itemState");
  const state = stateOf(item);
  const { icon: Icon, colour } = looks[state];
  const problem = item.undo === null ? item.problem : item.undo.problem;
  return (
    <span className={clsx("flex min-w-0 items-center gap-1.5", colour)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className={clsx("min-w-0 truncate", problem !== null && "shrink-0")} title={t(state)}>
        {t(state)}
      </span>
      {problem !== null && <ProblemButton item={item} problem={problem} inner={inner} />}
    </span>
  );
}

interface ProblemButtonProps {
  readonly item: PlanItem;
  readonly problem: Problem;
  readonly inner: 0 | -1;
}

/** A problem in a line, which opens to the whole of it. */
function ProblemButton({ item, problem, inner }: ProblemButtonProps) {
  const t = useTranslations("plans.items");
  const [open, setOpen] = useState(false);
  const { code, message, params } = problem;
  const { title, advice } = useProblemText({ code, detail: message, params });
  return (
    <>
      <button
        type="button"
        tabIndex={inner}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="min-w-0 truncate py-1 text-left text-muted underline decoration-dotted underline-offset-2 hover:text-foreground"
      >
        {title}
      </button>
      {open && (
        <Dialog
          open
          onClose={() => setOpen(false)}
          title={t("problem", { reference: nameOf(item) })}
          footer={<Button onClick={() => setOpen(false)}>{t("close")}</Button>}
        >
          <p className="font-medium">{title}</p>
          <p className="mt-1 [overflow-wrap:anywhere]">{advice}</p>
          {advice !== message && (
            <p className="mt-2 text-muted text-xs [overflow-wrap:anywhere]">{message}</p>
          )}
        </Dialog>
      )}
    </>
  );
}
