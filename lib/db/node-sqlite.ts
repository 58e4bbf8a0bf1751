import { chmodSync, closeSync, openSync } from "node:fs";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { SqliteDatabase, SqliteStatement } from "kysely";
import { sqliteError } from "./sqlite-errors.ts";

/** Statements that are kept prepared: Kysely asks for each anew, and preparing one takes longer than most take to run. */
const mostKept = 500;

/** The longest statement that is kept, in characters. */
const longestKept = 5_000;

/** How long a statement waits for another process's write before it fails, in milliseconds. */
const busyTimeout = 5_000;

/**
 * Opens a SQLite file with what Stowage relies on: write-ahead log, so that readers do not wait for a writer; foreign
 * keys enforced; a wait for locks. A file that is not there is created, readable by its owner alone, since it holds
 * password hashes; SQLite gives its log the same permissions.
 *
 * @param path a file, or `:memory:`.
 */
export function openSqlite(path: string): DatabaseSync {
  if (path !== ":memory:") {
    closeSync(openSync(path, "a", 0o600));
    chmodSync(path, 0o600);
  }
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: busyTimeout });
  database.exec("pragma journal_mode = wal");
  // With a write-ahead log this loses at most the last commits in a power cut, and never consistency.
  database.exec("pragma synchronous = normal");
  return database;
}

/** Shows a {@link DatabaseSync} to Kysely's SQLite dialect, which was written for better-sqlite3. */
export function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => {
      prepared.clear();
      if (database.isOpen) database.close();
    },
    prepare: (sql) => {
      const statement = prepared.get(sql) ?? asKyselyStatement(database, sql);
      // To the end of the line, so that the one that was not asked for the longest goes first.
      prepared.delete(sql);
      // Those of many rows at once are rarely alike.
      if (sql.length <= longestKept) {
        if (prepared.size >= mostKept) prepared.delete(prepared.keys().next().value ?? "");
        prepared.set(sql, statement);
      }
      return statement;
    },
  };
}

function asKyselyStatement(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = telling(() => database.prepare(sql));
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => telling(() => statement.all(...(parameters as SQLInputValue[])).map(plain)),
    run: (parameters) => {
      // A transaction that found no room is undone already; what failed then is the news, not that there is nothing to undo.
      if (sql === "rollback" && !database.isTransaction) return { changes: 0, lastInsertRowid: 0 };
      return telling(() => statement.run(...(parameters as SQLInputValue[])));
    },
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])).map(plain),
  };
}

function telling<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw sqliteError(error);
  }
}

/** Rows of node:sqlite have no prototype; React refuses to hand such objects from the server to the browser. */
function plain<Row extends object>(row: Row): Row {
  return { ...row };
}
