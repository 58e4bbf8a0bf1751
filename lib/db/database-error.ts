/** The database could not be opened or brought up to date. `message` is a sentence for the person who runs the server. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

/**
 * Whether an error is a {@link DatabaseError}. Next bundles this class several times into one process, and the one database
 * that they share throws that of the bundle which opened it: `instanceof` would miss it.
 */
export function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && error.name === "DatabaseError";
}
