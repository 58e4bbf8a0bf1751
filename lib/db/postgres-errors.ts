import { DatabaseError as PostgresError } from "pg";
import { DatabaseError, isDatabaseError } from "./database-error.ts";

/** Who connects to what, without the password and without parameters, where one may be too: `stowage@db.example.com/stowage`. */
function withoutPassword(url: string): string {
  const { username, host, pathname } = new URL(url);
  return `${username === "" ? "" : `${username}@`}${host}${pathname}`;
}

/**
 * Why PostgreSQL could not be opened, for the person who starts the server: what DATABASE_URL names, and what to do.
 *
 * @param error of `pg`.
 */
export function openingError(url: string, error: unknown): DatabaseError {
  if (isDatabaseError(error)) return error;
  const shown = withoutPassword(url);
  const reason = reasonOf(error);
  const told = (sentence: string) => new DatabaseError(sentence, { cause: error });
  switch (error instanceof PostgresError ? error.code : undefined) {
    case "28P01": // invalid_password
    case "28000": // invalid_authorization_specification
      return told(
        `PostgreSQL lets nobody in as DATABASE_URL (${shown}) says: ${reason}. Check its user and password, and the server's pg_hba.conf.`,
      );
    case "3D000": // invalid_catalog_name
      return told(
        `The database of DATABASE_URL (${shown}) is not there: ${reason}. Create it with “createdb”, or name another.`,
      );
    case "42501": // insufficient_privilege
      return told(
        `The user of DATABASE_URL (${shown}) may not create tables: ${reason}. Make it the owner of the database, with “alter database … owner to …”.`,
      );
    default:
      return told(
        `PostgreSQL cannot be reached as DATABASE_URL (${shown}) says: ${reason}. Check its host and port, that the server runs, and that it accepts connections from here.`,
      );
  }
}

/**
 * Whether an error of a query means that the database is away: the connection broke, or the server shuts down, starts, is
 * full, or only reads. Else the server ran the query and refused it, which is our own fault.
 */
export function isAway(error: unknown): boolean {
  if (!(error instanceof PostgresError)) return error instanceof Error;
  // Classes of SQLSTATE: connection exceptions, insufficient resources, operator intervention; read_only_sql_transaction.
  return /^(08|53|57P)/.test(error.code ?? "") || error.code === "25006";
}

/** What an error says; one that a name with several addresses gave says it in its parts alone. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}

/** Whether a statement failed for want of room: PostgreSQL, “Error Codes”, 53100. */
export function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "53100";
}
