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
  test("has what lists and searches are read from, of what was known before", async () => {
    const known = steps.slice(0, steps.indexOf("0003-jobs-and-sync"));
    const place = await newPlace();
    const before = place.asBefore();
    await migrate(before, Object.fromEntries(known.map((step) => [step, migrations[step]])));
    for (const [table, rows] of known.flatMap((step) => Object.entries(rowsOfOlderDatabases[step]))) {
      const insert = untyped(before).insertInto(table);
      await insert.values([...rows]).execute();
    }
    await before.destroy();

    const today = place.asToday();
    closing.push(() => today.destroy());
    const uncounted = { tags: 0, unknown_tags: 1, bytes: 0, unknown_sizes: 1, repositories: 1, newest: null };
    expect(await today.selectFrom("index_entries").selectAll().orderBy("path").execute()).toMatchObject([
      { registry: "prod", path: "", parent: null, label: "", entries: 1, ...uncounted },
      { registry: "prod", path: "team/", parent: "", label: "team", entries: 1, ...uncounted },
      { registry: "prod", path: "team/app", parent: "team/", label: "app", entries: 0, ...uncounted },
    ]);
    const created = Date.parse("2026-01-02T03:04:05Z");
    expect(await today.selectFrom("index_search_spans").selectAll().execute()).toEqual([
      {
        registry: "prod",
        repository: "team/app",
        oldest: created,
        newest: created,
        smallest: 5_000_000_000,
        largest: 5_000_000_000,
      },
    ]);
    const places = await today.selectFrom("index_search_tag_places").select("gram").orderBy("gram").execute();
    expect(places.map(({ gram }) => gram)).toEqual([".0", "1.", "1.0", "v1", "v1."]);
  });

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
    // A later step may have rows of its own in a table of an earlier one.
    for (const [table, parts] of Map.groupBy(tables, ([name]) => name)) {
      const rows = parts.flatMap(([, some]) => some);
      expect(await untyped(today).selectFrom(table).selectAll().execute(), table).toMatchObject(rows);
    }
  });
});
