import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { Kysely, type SqliteDatabase, SqliteDialect } from "kysely";
import { config } from "#lib/config.ts";
import { DatabaseError } from "./database-error.ts";
import { migrate } from "./migrate.ts";
import { asKyselyDatabase, openSqlite } from "./node-sqlite.ts";
import type { Schema } from "./schema.ts";

/** Next bundles a module several times into one process (pages, routes, instrumentation); they share what hangs here. */
const shared: { stowageDatabase?: Kysely<Schema> } = globalThis as object;

/**
 * The database of this process, opened at its first query and kept open. It is closed when the process exits, so that
 * its log is written back.
 */
export function database(): Kysely<Schema> {
  shared.stowageDatabase ??= new Kysely<Schema>({
    dialect: new SqliteDialect({
      database: async () => {
        const opened = await openMigrated(join(config().dataDir, "stowage.db"));
        process.once("exit", () => opened.close());
        return opened;
      },
    }),
  });
  return shared.stowageDatabase;
}

/**
 * A database in a file, opened and brought to the newest form before its first query; that query throws a
 * {@link DatabaseError} where this fails.
 *
 * @example
 * const db = openDatabase(":memory:"); // for a test
 */
export function openDatabase(path: string): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: () => openMigrated(path) }) });
}

async function openMigrated(path: string): Promise<SqliteDatabase> {
  const adapter = asKyselyDatabase(openFile(path));
  try {
    await migrate(new Kysely<unknown>({ dialect: new SqliteDialect({ database: adapter }) }));
  } catch (error) {
    adapter.close();
    throw error;
  }
  return adapter;
}

function openFile(path: string): DatabaseSync {
  try {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return openSqlite(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(
      `The database ${path} cannot be opened: ${reason}. STOWAGE_DATA_DIR names the folder it lives in, which Stowage must be able to write to.`,
      { cause: error },
    );
  }
}
