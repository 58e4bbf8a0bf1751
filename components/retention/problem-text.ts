"use client";

import { useTranslations } from "next-intl";
import { usePatternProblem } from "#components/problem/pattern-problem.ts";
import type { CheckedDraft, DraftProblem } from "./draft-problems.ts";

/** What is wrong with a field of a draft, in the person's language. */
export function useDraftProblem(checked: CheckedDraft) {
  const t = useTranslations("retention.problem");
  const patternProblem = usePatternProblem();
  const sentence = ({ code, pattern }: DraftProblem) => {
    const key = code as "other";
    const message = pattern === null ? undefined : patternProblem(pattern);
    if (message !== undefined) return t("pattern", { message });
    if (pattern !== null) return t("other");
    return t.has(key) ? t(key) : t("other");
  };
  return (field: string): string | undefined => {
    const problem = checked.ok ? undefined : checked.problems.get(field);
    return problem === undefined ? undefined : sentence(problem);
  };
}
