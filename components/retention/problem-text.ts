"use client";

import { useTranslations } from "next-intl";
import type { CheckedDraft, DraftProblem } from "./draft-problems.ts";

/** What is wrong with a field of a draft, in the person's language. */
export function useDraftProblem(checked: CheckedDraft) {
  const t = useTranslations("retention.problem");
  const sentence = ({ code, message }: DraftProblem) => {
    const key = code as "other";
    if (code === "pattern") return t("pattern", { message: message.replace(/^is no pattern: /, "") });
    return t.has(key) ? t(key) : t("other");
  };
  return (field: string): string | undefined => {
    const problem = checked.ok ? undefined : checked.problems.get(field);
    return problem === undefined ? undefined : sentence(problem);
  };
}
