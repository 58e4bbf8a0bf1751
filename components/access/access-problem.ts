"use client";

import { useTranslations } from "next-intl";
import type { ProblemData } from "#components/api/problem.ts";
import { useProblemText } from "#components/problem/problem-view.tsx";

const own = [
  "CREDENTIALS_WRONG",
  "TOO_MANY_ATTEMPTS",
  "SETUP_CODE_WRONG",
  "SETUP_DONE",
  "USERNAME_TAKEN",
  "USERNAME_INVALID",
  "PASSWORD_TOO_SHORT",
  "PASSWORD_TOO_LONG",
  "PASSWORD_WRONG",
  "LAST_ADMINISTRATOR",
  "USER_UNKNOWN",
  "SETTING_LOCKED",
  "TOKENS_TOO_MANY",
  "TOKEN_UNKNOWN",
] as const;

/**
 * What the server objects to in a form about accounts, in the person's language: as a whole, and for each field.
 *
 * @param minimumPassword characters that a new password has at least.
 */
export function useAccessProblem(problem: ProblemData | null, minimumPassword = 0) {
  const t = useTranslations("access.problem");
  const text = useProblemText(problem ?? { code: "", detail: "" });
  const sentence = (code: string, params: Readonly<Record<string, string>> = {}) => {
    const known = own.find((one) => one === code);
    if (known === undefined) return undefined;
    return t(known, { minimum: minimumPassword, seconds: params.seconds ?? "60" });
  };
  const ofField = (path: string) => {
    const issue = problem?.issues?.find((one) => one.path === path);
    return issue === undefined ? undefined : (sentence(issue.code) ?? issue.message);
  };
  const hasIssues = (problem?.issues?.length ?? 0) > 0;
  const whole =
    problem === null || hasIssues
      ? undefined
      : (sentence(problem.code, problem.params) ?? `${text.title}. ${text.advice}`);
  return { ofField, whole };
}
