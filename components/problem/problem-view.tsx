import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ProblemData } from "#components/api/problem.ts";
import { clientSetupAddress, registrySettingsAddress } from "#components/ui/address.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { saidOf } from "./problem-sentence.ts";

/** What of a problem is shown; rows of tables have no more than a code, a sentence and its parameters. */
type Shown = Pick<ProblemData, "code" | "registry" | "params" | "id"> & { readonly detail: string };

/** Codes that changing a registry's settings helps with. */
const settingsHelp = new Set([
  "NAME_NOT_RESOLVED",
  "CONNECTION_REFUSED",
  "HOST_UNREACHABLE",
  "TIMEOUT",
  "TLS_SELF_SIGNED",
  "TLS_UNTRUSTED",
  "TLS_EXPIRED",
  "TLS_WRONG_HOST",
  "TLS_FAILED",
  "HTTP_ON_HTTPS",
  "HTTPS_ON_HTTP",
  "PLAIN_HTTP_FORBIDDEN",
  "REDIRECT_FORBIDDEN",
  "TOKEN_REFUSED",
  "UNAUTHORIZED",
  "DENIED",
  "BAD_RESPONSE",
  "SECRET_CHANGED",
  "READ_ONLY",
]);

/** The title and the advice for a problem in the person's language; the server's English sentence where there is none. */
export function useProblemText({ code, detail, params }: Shown): { title: string; advice: string } {
  const t = useTranslations("errors");
  const { title, advice } = saidOf(t, params === undefined ? { code } : { code, params });
  return { title: title ?? t("title.OTHER"), advice: advice ?? detail };
}

interface ProblemViewProps {
  readonly problem: Shown;
  /** A whole page for it, or a box between other things. */
  readonly as: "page" | "box";
  /** The slug of the registry, where the problem does not say. */
  readonly slug?: string;
  /** Whether the person may change settings. */
  readonly canConfigure?: boolean;
  /** More to do about it. */
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** What went wrong, at which registry, and what to do about it. */
export function ProblemView({ problem, as, slug, canConfigure = false, action, children }: ProblemViewProps) {
  const t = useTranslations("errors");
  const { title, advice } = useProblemText(problem);
  const registry = problem.registry ?? slug;
  const said = problem.params?.said;
  const actions = (
    <>
      {action}
      {registry !== undefined && canConfigure && settingsHelp.has(problem.code) && (
        <Link
          href={registrySettingsAddress(registry)}
          className={buttonClass({ size: as === "box" ? "small" : "medium" })}
        >
          {t("goSettings")}
        </Link>
      )}
      {registry !== undefined && /^(TLS|HTTP|PLAIN)_/.test(problem.code) && (
        <Link
          href={clientSetupAddress(registry)}
          className={buttonClass({ size: as === "box" ? "small" : "medium" })}
        >
          {t("goClientSetup")}
        </Link>
      )}
    </>
  );
  const more = (
    <>
      {said !== undefined && (
        <p className="mt-1 text-muted text-xs">
          {t("said")}: <q>{said}</q>
        </p>
      )}
      {problem.id !== undefined && (
        <p className="mt-1 text-muted text-xs">{t("logId", { id: problem.id })}</p>
      )}
      {children}
    </>
  );
  if (as === "box") {
    return (
      <Callout tone="danger" role="alert" title={title} action={actions}>
        <p>{advice}</p>
        {more}
      </Callout>
    );
  }
  return (
    <section role="alert" className="mx-auto flex max-w-xl flex-col gap-3 py-16">
      <p className="font-mono text-muted text-xs">{problem.code}</p>
      <h1 className="text-balance font-semibold text-2xl tracking-tight">{title}</h1>
      <p className="text-base/6 text-muted [overflow-wrap:anywhere]">{advice}</p>
      {more}
      <div className="mt-3 flex flex-wrap gap-2">
        {actions}
        <Link href="/" className={buttonClass()}>
          {t("goHome")}
        </Link>
      </div>
    </section>
  );
}
