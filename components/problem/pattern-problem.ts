import { useTranslations } from "next-intl";

/** What is wrong with a pattern, by its code, as it is said of the filter of tags; undefined for a code that is of no pattern. */
export function usePatternProblem(): (code: string) => string | undefined {
  const t = useTranslations("tagTable.filter.error");
  return (code) => {
    const key = code as "UNCLOSED_SET";
    return t.has(key) ? t(key) : undefined;
  };
}
