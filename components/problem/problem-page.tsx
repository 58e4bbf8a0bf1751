import type { ReactNode } from "react";
import type { Visitor } from "#lib/access/principal.ts";
import type { Problem } from "#lib/http/problem.ts";
import { ProblemView } from "./problem-view.tsx";

interface ProblemPageProps {
  readonly problem: Problem;
  readonly principal: Visitor;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** A page that cannot be shown: why, and what to do. */
export function ProblemPage({ problem, principal, action, children }: ProblemPageProps) {
  return (
    <ProblemView
      problem={problem}
      as="page"
      canConfigure={principal.role === "administrator"}
      {...(action === undefined ? {} : { action })}
    >
      {children}
    </ProblemView>
  );
}
