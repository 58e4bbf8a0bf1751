"use client";

import { clsx } from "clsx";
import { Check, CircleDashed, CornerUpRight, Minus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { DeletionOutcome, TagToDelete } from "#lib/cleanup/types.ts";
import type { Progress } from "./progress.ts";

const looks = {
  waiting: { icon: CircleDashed, colour: "text-muted" },
  deleted: { icon: Check, colour: "text-success" },
  moved: { icon: CornerUpRight, colour: "text-warning" },
  gone: { icon: Minus, colour: "text-muted" },
  failed: { icon: X, colour: "text-danger" },
} as const;

/** What became of each tag. Those that need attention come first when all is over. */
export function Outcomes({
  tags,
  progress,
}: {
  readonly tags: readonly TagToDelete[];
  readonly progress: Progress;
}) {
  const t = useTranslations("deletion");
  const rank = ({ tag }: TagToDelete) =>
    ["failed", "moved", "gone", "deleted"].indexOf(progress.outcomes.get(tag)?.state ?? "failed");
  const order = progress.state === "running" ? tags : tags.toSorted((one, other) => rank(one) - rank(other));
  return (
    <section aria-label={t("report.details")}>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
        className="max-h-80 divide-y divide-line overflow-y-auto rounded-lg border border-line"
      >
        {order.map(({ tag }) => (
          <Outcome key={tag} tag={tag} outcome={progress.outcomes.get(tag)} />
        ))}
      </ul>
    </section>
  );
}

function Outcome({ tag, outcome }: { readonly tag: string; readonly outcome: DeletionOutcome | undefined }) {
  const t = useTranslations("deletion.outcome");
  const state = outcome?.state ?? "waiting";
  const { icon: Icon, colour } = looks[state];
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-1.5">
      <Icon aria-hidden className={clsx("size-4 shrink-0 translate-y-0.5", colour)} />
      <code className="min-w-0 flex-1 break-all text-[0.8125rem]">{tag}</code>
      <span className={clsx("text-xs", colour)}>{t(state)}</span>
      {outcome?.state === "failed" && (
        <p className="w-full pl-7 text-muted text-xs">{outcome.problem.message}</p>
      )}
    </li>
  );
}
