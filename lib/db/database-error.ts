/** What is wrong with a database: it cannot be reached or opened, has no room, or another process keeps it. */
export type DatabaseErrorCode = "DATABASE_UNAVAILABLE" | "DATABASE_FULL" | "DATABASE_LOCKED";

/**
 * The database cannot do what it is asked for a reason that lies outside of Stowage. `message` is a sentence for the person
 * who runs the server.
 */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: DatabaseErrorCode;

  constructor(message: string, options?: ErrorOptions, code: DatabaseErrorCode = "DATABASE_UNAVAILABLE") {
    super(message, options);
    this.code = code;
  }
}

/**
 * Whether an error is a {@link DatabaseError}. Next bundles this class several times into one process, and the one database
 * that they share throws that of the bundle which opened it: `instanceof` would miss it.
 */
export function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && error.name === "DatabaseError";
}

/** A database without room for what should be written. */
export function fullError(cause: unknown): DatabaseError {
  return new DatabaseError(
    "The disk of Stowage’s database is full, so nothing can be kept. Make room on it: what is known stays, and Stowage goes on by itself.",
    { cause },
    "DATABASE_FULL",
  );
}

/** A database that another process did not let go in time. */
export function lockedError(cause: unknown): DatabaseError {
  return new DatabaseError(
    "Another process keeps Stowage’s database locked. End what else has its file open, such as a backup or a second server; Stowage goes on by itself.",
    { cause },
    "DATABASE_LOCKED",
  );
}
