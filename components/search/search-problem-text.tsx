import { useTranslations } from "next-intl";
import type { SearchProblem } from "#lib/oci/search/problem.ts";

/** What is wrong with a query and what to do, in the reader's language. */
export function SearchProblemText({ problem }: { readonly problem: SearchProblem }) {
  const t = useTranslations("search.problem");
  const { code, params } = problem;
  const { field = "", example = "", written = "", meant = "" } = params;
  return t(code, { field, example, written, meant });
}
