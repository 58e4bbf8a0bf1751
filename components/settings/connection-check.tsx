"use client";

import { useTranslations } from "next-intl";
import type { ProblemData } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button } from "#components/ui/button.tsx";
import type { CheckStep, CheckStepId } from "#lib/registry/check/step.ts";
import { CheckStepRow } from "./check-step-row.tsx";

/** The steps in their order, as lib/registry/check/step.ts has them; the types hold both to the same. */
const order = [
  "name",
  "connection",
  "encryption",
  "authentication",
  "api",
  "catalog",
  "deletionByDigest",
  "deletionByTag",
  "referrers",
] as const satisfies readonly CheckStepId[];

interface ConnectionCheckProps {
  readonly steps: readonly CheckStep[];
  readonly state: "idle" | "running" | "done";
  readonly problem: ProblemData | null;
  readonly onStart: () => void;
}

/** Looks step by step at what stands between Stowage and the registry. */
export function ConnectionCheck({ steps, state, problem, onStart }: ConnectionCheckProps) {
  const t = useTranslations("settings");
  const failed = steps.filter((step) => step.state === "failed").length;
  const warned = steps.filter((step) => step.state === "warning").length;
  const verdict =
    failed > 0
      ? t("check.withFailures", { count: failed })
      : warned > 0
        ? t("check.withWarnings", { count: warned })
        : t("check.allGood");
  return (
    <section
      aria-labelledby="connection-check"
      className="rounded-lg border border-line bg-raised lg:sticky lg:top-16"
    >
      <div className="flex items-center gap-3 border-line border-b px-4 py-2.5">
        <h2 id="connection-check" className="flex-1 font-semibold">
          {t("check.title")}
        </h2>
        <Button size="small" busy={state === "running"} onClick={onStart}>
          {t(state === "running" ? "form.checking" : "form.check")}
        </Button>
      </div>
      {problem !== null && (
        <div className="p-3">
          <ProblemView problem={problem} as="box" />
        </div>
      )}
      <ol className="px-4 py-2">
        {order.map((id, index) => (
          <CheckStepRow
            key={id}
            id={id}
            step={steps.find((step) => step.id === id)}
            running={state === "running" && steps.length === index}
          />
        ))}
      </ol>
      <p role="status" className="border-line border-t px-4 py-2.5 text-muted text-xs">
        {state === "done" ? verdict : t("check.idle")}
      </p>
    </section>
  );
}
