import { fullError, lockedError } from "./database-error.ts";

/** Result codes of SQLite, https://sqlite.org/rescode.html; the lowest eight bits of its extended ones. */
const busy = 5;
const locked = 6;
const ioError = 10;
const full = 13;

/** An error of node:sqlite as a sentence for a person where the disk or another process is to blame; others as they are. */
export function sqliteError(error: unknown): unknown {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : undefined;
  if (code === busy || code === locked) return lockedError(error);
  // A write that found no room ends as either.
  return code === full || code === ioError ? fullError(error) : error;
}
