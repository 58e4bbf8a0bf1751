"use client";

import { clsx } from "clsx";
import { CircleCheck, CircleDashed, CircleX, type LucideIcon, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useProblemText } from "#components/problem/problem-view.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { CheckStep, CheckStepId } from "#lib/registry/check/step.ts";

const looks: Readonly<Record<CheckStep["state"], { readonly icon: LucideIcon; readonly colour: string }>> = {
  ok: { icon: CircleCheck, colour: "text-success" },
  warning: { icon: TriangleAlert, colour: "text-warning" },
  failed: { icon: CircleX, colour: "text-danger" },
  skipped: { icon: CircleDashed, colour: "text-muted" },
};

interface CheckStepRowProps {
  readonly id: CheckStepId;
  /** Undefined while it was not reached. */
  readonly step: CheckStep | undefined;
  readonly running: boolean;
}

/** One step of a connection check, what it found, and what to do about it. */
export function CheckStepRow({ id, step, running }: CheckStepRowProps) {
  const t = useTranslations("connectionCheck");
  const settings = useTranslations("settings.check");
  const { icon: Icon, colour } = looks[step?.state ?? "skipped"];
  return (
    <li className="flex gap-2.5 py-1.5">
      <span className={clsx("mt-0.5 flex size-4 shrink-0 items-center justify-center", colour)}>
        {running ? <Spinner /> : <Icon aria-hidden className="size-4" />}
      </span>
      <div className="min-w-0 flex-1">
        <p className={clsx("font-medium", (step === undefined || step.state === "skipped") && "text-muted")}>
          {t(`step.${id}`)}
          {step !== undefined && <span className="sr-only">: {settings(step.state)}</span>}
        </p>
        {step !== undefined && step.state !== "skipped" && <Finding step={step} />}
      </div>
    </li>
  );
}

type ResultKey = "result.CONNECTED";
type RemedyKey = "remedy.CREDENTIALS_MISSING";

function Finding({ step }: { readonly step: CheckStep }) {
  const t = useTranslations("connectionCheck");
  const { code, params, detail = "" } = step;
  const problem = useProblemText({ code, detail, params });
  const result = `result.${code}` as ResultKey;
  const remedy = `remedy.${code}` as RemedyKey;
  // Which arguments a message takes, its code decides; the test of messages holds both to each other.
  const filled = params as never;
  const known = t.has(result);
  const advice = known ? (t.has(remedy) ? t(remedy, filled) : undefined) : problem.advice;
  return (
    <>
      <p className="break-words text-muted text-xs leading-5">{known ? t(result, filled) : problem.title}</p>
      {advice !== undefined && <p className="break-words text-xs leading-5">{advice}</p>}
      {params.fingerprint !== undefined && <Certificate params={params} />}
    </>
  );
}

const facts = ["subject", "issuer", "names", "chain", "expires", "fingerprint"] as const;

function Certificate({ params }: { readonly params: Readonly<Record<string, string>> }) {
  const t = useTranslations("connectionCheck.certificate");
  return (
    <details className="mt-0.5 text-xs">
      <summary className="min-h-6 w-fit text-muted leading-6 hover:text-foreground">{t("title")}</summary>
      <dl className="space-y-1 rounded bg-subtle p-2">
        {facts.map((fact) => (
          <div key={fact}>
            <dt className="text-muted">{t(fact)}</dt>
            <dd className="break-all">{fact === "expires" ? params[fact]?.slice(0, 10) : params[fact]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
