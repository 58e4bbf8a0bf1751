import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { Kysely, type SqliteDatabase, SqliteDialect, sql } from "kysely";
import { config } from "#lib/config.ts";
import { DatabaseError } from "./database-error.ts";
import { migrate } from "./migrate.ts";
import { asKyselyDatabase, openSqlite } from "./node-sqlite.ts";
import { openPostgres } from "./postgres.ts";
import type { Schema } from "./schema.ts";

/** Next bundles a module several times into one process (pages, routes, instrumentation); they share what hangs here. */
const shared: { stowageDatabase?: Kysely<Schema> } = globalThis as object;

/**
 * The database of this process, opened at its first query and kept open: the PostgreSQL that DATABASE_URL names, else a
 * SQLite file in the data folder.
 */
export function database(): Kysely<Schema> {
  shared.stowageDatabase ??= configuredDatabase();
  return shared.stowageDatabase;
}

/**
 * Asks the database of this process for nothing, to see whether it answers.
 *
 * @throws {DatabaseError} where it is away.
 */
export async function pingDatabase(): Promise<void> {
  await sql`select 1`.execute(database());
}

function configuredDatabase(): Kysely<Schema> {
  const { dataDir, databaseUrl } = config();
  if (databaseUrl !== undefined) return openPostgres(databaseUrl);
  return new Kysely<Schema>({
    dialect: new SqliteDialect({
      database: async () => {
        const opened = await openMigrated(join(dataDir, "stowage.db"));
        // So that its log is written back.
        process.once("exit", () => opened.close());
        return opened;
      },
    }),
  });
}

/**
 * A SQLite database in a file, opened and brought to the newest form before its first query; that query throws a
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
