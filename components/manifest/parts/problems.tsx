import { useTranslations } from "next-intl";
import { useProblemText } from "#components/problem/problem-view.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { PartProblem } from "#lib/index/types.ts";
import { Digest } from "./digest.tsx";

interface ProblemsProps {
  readonly problems: readonly PartProblem[];
  /** What is missing here because of them. */
  readonly title: string;
}

/** Why a part of the page is missing, where it would have been. Nothing where nothing is. */
export function Problems({ problems, title }: ProblemsProps) {
  if (problems.length === 0) return null;
  return (
    <Callout tone="warning" title={title}>
      <ul className="space-y-1">
        {problems.map((problem) => (
          <Part key={problem.code + problem.message} problem={problem} />
        ))}
      </ul>
    </Callout>
  );
}

/** The registry’s own words are kept below: they say what the person’s language has no sentence for. */
function Part({ problem: { code, message, params, digest } }: { readonly problem: PartProblem }) {
  const t = useTranslations("manifest");
  const { title } = useProblemText({ code, detail: message, params });
  return (
    <li>
      {title} <code className="text-muted text-xs">{code}</code>
      {digest !== null && (
        <>
          {" "}
          <span className="text-muted">{t("manifestNamed")}</span> <Digest digest={digest} />
        </>
      )}
      <span className="block text-muted text-xs [overflow-wrap:anywhere]">{message}</span>
    </li>
  );
}
