import { problemOf } from "./problem.ts";

/** Writes down what went wrong after the person who asked for it had left. */
export function reportUnheard(error: unknown): void {
  const { code, detail } = problemOf(error);
  // An unexpected one was written down with its stack already.
  if (code !== "UNEXPECTED") process.stderr.write(`${code}: ${detail}\n`);
}
