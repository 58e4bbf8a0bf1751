import { unstable_rethrow } from "next/navigation";
import { type Problem, problemOf } from "./problem.ts";

/** What a page shows: what it asked for, or why there is none. */
export type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

/** Does what a page needs, and gives a failure as something to be shown. Redirects and the like pass. */
export async function attempt<Value>(work: () => Promise<Value> | Value): Promise<Attempt<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, problem: problemOf(error) };
  }
}
