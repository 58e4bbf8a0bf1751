"use client";

import { useTranslations } from "next-intl";
import type { CheckedDraft, DraftProblem } from "./draft-problems.ts";

/** What is wrong with a field of a draft, in the person's language. */
export function useDraftProblem(checked: CheckedDraft) {
  const t = useTranslations("retention.problem");
  // What is wrong with a pattern is said as it is of a filter of tags, which has the same.
  const patterns = useTranslations("tagTable.filter.error");
  const sentence = ({ code, pattern }: DraftProblem) => {
    const key = code as "other";
    const why = pattern as "UNCLOSED_SET";
    if (pattern !== null) return patterns.has(why) ? t("pattern", { message: patterns(why) }) : t("other");
    return t.has(key) ? t(key) : t("other");
  };
  return (field: string): string | undefined => {
    const problem = checked.ok ? undefined : checked.problems.get(field);
    return problem === undefined ? undefined : sentence(problem);
  };
}
