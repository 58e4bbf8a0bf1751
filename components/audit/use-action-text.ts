"use client";

import { useTranslations } from "next-intl";

/** The words for an action; one that a newer Stowage has written is shown as it is. */
export function useActionText(): (action: string) => string {
  const t = useTranslations("audit.action");
  return (action) => {
    const key = action as "session.sign-in";
    return t.has(key) ? t(key) : action;
  };
}
