import { randomBytes } from "node:crypto";
import { Kysely, type PostgresPool } from "kysely";
import { Client } from "pg";
import { inject } from "vitest";
import { openDatabase } from "./database.ts";
import { openMigratedPool, postgresDialect } from "./postgres.ts";
import type { Schema } from "./schema.ts";

/** A database for a test, with nothing in it: SQLite in memory, or PostgreSQL in the Vitest project `postgres`. */
export function openTestDatabase(): Kysely<Schema> {
  if (inject("postgres") === undefined) return openDatabase(":memory:");
  return new Kysely<Schema>({
    dialect: postgresDialect(async () => {
      const database = spare.pop() ?? (await newDatabase());
      return { ...database.pool, end: () => giveBack(database) };
    }),
  });
}

interface TestDatabase {
  readonly pool: PostgresPool;
  /** Deletes every row that a test may have put in. */
  readonly emptying: string;
}

/** Databases that an earlier test of this file has given back: to empty one is much faster than to make one. */
const spare: TestDatabase[] = [];

async function newDatabase(): Promise<TestDatabase> {
  const pool = await openMigratedPool((await createPostgresDatabase()).url);
  const tables = await query<{ tablename: string }>(
    pool,
    "select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%'",
  );
  const deletes = tables
    .filter(({ tablename }) => tablename !== "audit_horizon")
    .map(({ tablename }) => `delete from ${tablename};`);
  // The audit log lets nothing be deleted: triggers rest meanwhile.
  const emptying = [
    "set session_replication_role = replica;",
    ...deletes,
    "update audit_horizon set before_id = 0;",
    "set session_replication_role = origin;",
  ];
  return { pool, emptying: emptying.join(" ") };
}

async function giveBack(database: TestDatabase): Promise<void> {
  try {
    await query(database.pool, database.emptying);
    spare.push(database);
  } catch {
    // The test has dropped a table.
    await database.pool.end();
  }
}

async function query<Row>(pool: PostgresPool, sql: string): Promise<Row[]> {
  const client = await pool.connect();
  try {
    return (await client.query<Row>(sql, [])).rows;
  } finally {
    client.release();
  }
}

/** A new database, without tables, on the PostgreSQL of this run. */
export async function createPostgresDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = inject("postgres");
  if (server === undefined) throw new Error("This test needs the Vitest project “postgres”.");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await runOn(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => runOn(server, `drop database ${name} with (force)`) };
}

/** Runs a statement in the database of an address, as whoever that names. */
export async function runOn(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
