import { useTranslations } from "next-intl";
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
  const t = useTranslations("manifest");
  if (problems.length === 0) return null;
  return (
    <Callout tone="warning" title={title}>
      <ul className="space-y-1">
        {problems.map(({ code, message, digest }) => (
          <li key={code + message}>
            {message} <code className="text-muted text-xs">{code}</code>
            {digest !== null && (
              <>
                {" "}
                <span className="text-muted">{t("manifestNamed")}</span> <Digest digest={digest} />
              </>
            )}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
