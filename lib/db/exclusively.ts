import { type Kysely, sql, type Transaction } from "kysely";
import type { Schema } from "./schema.ts";

/**
 * What only one may work on at a time: who has an account, how often somebody tried to sign in, rows numbered in the order in
 * which they are there, what is kept and what goes, and how large things are.
 */
type Exclusive = "accounts" | "activity" | "attempts" | "audit" | "retention" | "sizes";

/**
 * A transaction beside which no other with the same name runs, in this process or in another replica; for what is read
 * first and written by what was read. Ends as `db.transaction()` does.
 *
 * Given a transaction that is under way, the work is part of that, and the others wait until it ends.
 *
 * @example
 * await exclusively(db, "accounts", async (transaction) => {
 *   if (!(await hasUsers(transaction))) await insertUser(transaction, first);
 * });
 */
export function exclusively<Result>(
  db: Kysely<Schema>,
  name: Exclusive,
  work: (transaction: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  const locked = async (transaction: Transaction<Schema>) => {
    // In SQLite each transaction has the one connection for itself. PostgreSQL frees this lock as the transaction ends.
    if (transaction.getExecutor().adapter.supportsMultipleConnections !== false) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`stowage ${name}`}, 0))`.execute(transaction);
    }
    return work(transaction);
  };
  return isTransaction(db) ? locked(db) : db.transaction().execute(locked);
}

function isTransaction(db: Kysely<Schema>): db is Transaction<Schema> {
  return db.isTransaction;
}
