/** Writes to stderr what went wrong in work for which nobody waits. */
export function writeDown(what: string, error: unknown): void {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${what} failed: ${told}\n`);
}
