/** What went wrong, as the server's problem+json has it. See lib/http/problem.ts. */
export interface ProblemData {
  /** To translate by. */
  readonly code: string;
  /** An English sentence for a person. */
  readonly detail: string;
  readonly status?: number;
  /** The slug of the registry that it is about. */
  readonly registry?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly issues?: readonly { readonly path: string; readonly code: string; readonly message: string }[];
  /** Under this id the server's log has what happened. */
  readonly id?: string;
}

/** A request to Stowage's own server failed; `problem` says how. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly problem: ProblemData;

  constructor(problem: ProblemData) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** Any error as a problem that can be shown. */
export function problemFrom(error: unknown): ProblemData {
  if (error instanceof ApiProblem) return error.problem;
  return { code: "BROWSER_ERROR", detail: error instanceof Error ? error.message : String(error) };
}
