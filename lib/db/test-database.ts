import { randomBytes } from "node:crypto";
import { Kysely } from "kysely";
import { Client } from "pg";
import { inject } from "vitest";
import { openDatabase } from "./database.ts";
import { openMigratedPool, postgresDialect } from "./postgres.ts";
import type { Schema } from "./schema.ts";

/**
 * A database for a test, with nothing in it: SQLite in memory, or in the Vitest project `postgres` a database of its own,
 * made at the first query and dropped by `destroy()`.
 */
export function openTestDatabase(): Kysely<Schema> {
  if (inject("postgres") === undefined) return openDatabase(":memory:");
  return new Kysely<Schema>({
    dialect: postgresDialect(async () => {
      const { url, drop } = await createPostgresDatabase();
      const pool = await openMigratedPool(url);
      return {
        ...pool,
        end: async () => {
          await pool.end();
          await drop();
        },
      };
    }),
  });
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
