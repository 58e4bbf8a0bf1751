import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { type ProblemData, problemFrom } from "#components/api/problem.ts";
import type { Problem } from "#lib/index/types.ts";
import { paramsOfAdvice } from "./advice-params.ts";

type Translate = ReturnType<typeof useTranslations<"errors">>;

/** What the person's language has for a problem; null where it has nothing, or where what a sentence names did not come along. */
export function saidOf(
  t: Translate,
  { code, params = {} }: Pick<ProblemData, "code" | "params">,
): { readonly title: string | null; readonly advice: string | null } {
  const title = `title.${code}` as "title.OTHER";
  const advice = `advice.${code}` as "advice.FORBIDDEN";
  return {
    title: t.has(title) ? t(title) : null,
    // Which arguments a message takes, its code decides; the test of advice-params.ts holds both to each other.
    advice:
      t.has(advice) && paramsOfAdvice(code).every((name) => name in params)
        ? t(advice, params as never)
        : null,
  };
}

/** Any error in one sentence of the person's language; the server's English one where there is none. */
export function useProblemSentence(): (error: unknown) => string {
  const t = useTranslations("errors");
  return useCallback(
    (error) => {
      const problem = problemFrom(error);
      const { title, advice } = saidOf(t, problem);
      const sentence = advice ?? title ?? problem.detail;
      return problem.id === undefined ? sentence : `${sentence} ${t("logId", { id: problem.id })}`;
    },
    [t],
  );
}

/** What is wrong with one of many, in a few words of the person's language; the registry's English sentence where there are none. */
export function useProblemTitle(): (problem: Problem) => string {
  const t = useTranslations("errors");
  return useCallback((problem) => saidOf(t, problem).title ?? problem.message, [t]);
}
