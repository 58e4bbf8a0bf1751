import { useProblemText } from "#components/problem/problem-view.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { Problem } from "#lib/index/types.ts";

/** Why a plan could not be made, or went no further. */
export function PlanProblem({ problem: { code, message, params } }: { readonly problem: Problem }) {
  const { title, advice } = useProblemText({ code, detail: message, params });
  return (
    <Callout tone="danger" title={title}>
      <p>{advice}</p>
      {advice !== message && <p className="text-muted text-xs [overflow-wrap:anywhere]">{message}</p>}
    </Callout>
  );
}
