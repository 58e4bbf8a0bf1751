import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely, PostgresDialect, SqliteDialect } from "kysely";
import { Pool } from "pg";
import { afterEach, describe, expect, inject, test } from "vitest";
import { openDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/list.ts";
import { asKyselyDatabase, openSqlite } from "./node-sqlite.ts";
import { openPostgres } from "./postgres.ts";
import type { Schema } from "./schema.ts";
import { createPostgresDatabase } from "./test-database.ts";
import { rowsOfOlderDatabases } from "./test-older-databases.ts";

/** One database, opened twice: as an older Stowage did, without migrating it, and as today's does. */
interface Place {
  asBefore(): Kysely<unknown>;
  asToday(): Kysely<Schema>;
}

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function newPlace(): Promise<Place> {
  if (inject("postgres") !== undefined) {
    const { url, drop } = await createPostgresDatabase();
    closing.push(drop);
    return {
      asBefore: () =>
        new Kysely({ dialect: new PostgresDialect({ pool: new Pool({ connectionString: url }) }) }),
      asToday: () => openPostgres(url),
    };
  }
  const folder = mkdtempSync(join(tmpdir(), "stowage-older-"));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "stowage.db");
  return {
    asBefore: () =>
      new Kysely({ dialect: new SqliteDialect({ database: asKyselyDatabase(openSqlite(path)) }) }),
    asToday: () => openDatabase(path),
  };
}

/** For tables by their names: an older Stowage's are in no type. */
function untyped(db: Kysely<unknown> | Kysely<Schema>): Kysely<Record<string, Record<string, unknown>>> {
  return db as Kysely<Record<string, Record<string, unknown>>>;
}

const steps = Object.keys(migrations) as (keyof typeof migrations)[];

describe("a database that an older Stowage has left", () => {
  test.each(steps)("at step %s opens with all that was in it", async (newest) => {
    const known = steps.slice(0, steps.indexOf(newest) + 1);
    const tables = known.flatMap((step) => Object.entries(rowsOfOlderDatabases[step]));
    const place = await newPlace();

    const before = place.asBefore();
    await migrate(before, Object.fromEntries(known.map((step) => [step, migrations[step]])));
    for (const [table, rows] of tables) {
      const insert = untyped(before).insertInto(table);
      await insert.values([...rows]).execute();
    }
    await before.destroy();

    const today = place.asToday();
    closing.push(() => today.destroy());
    for (const [table, rows] of tables) {
      expect(await untyped(today).selectFrom(table).selectAll().execute(), table).toMatchObject(rows);
    }
  });
});
