import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "./database.ts";
import { DatabaseError } from "./database-error.ts";
import { migrations } from "./migrations/list.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stowage-db-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const setting = { name: "colour", value: '"red"' };

describe("openDatabase", () => {
  test("brings a new database to the newest form before the first query", async () => {
    const db = openDatabase(":memory:");
    expect(await db.selectFrom("users").selectAll().execute()).toEqual([]);
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(migrations));
    await db.destroy();
  });

  test("keeps what was written when opened again", async () => {
    const path = join(folder, "deep", "stowage.db");
    const first = openDatabase(path);
    await first.insertInto("settings").values(setting).execute();
    await first.destroy();
    const second = openDatabase(path);
    expect(await second.selectFrom("settings").selectAll().execute()).toEqual([setting]);
    await second.destroy();
  });

  test("creates a file that its owner alone can read, with a write-ahead log", async () => {
    const path = join(folder, "stowage.db");
    const db = openDatabase(path);
    const { rows } = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
    expect(rows).toEqual([{ journal_mode: "wal" }]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600);
    await db.destroy();
  });

  test("enforces foreign keys", async () => {
    const db = openDatabase(":memory:");
    const session = { token_hash: "t", user_id: "nobody", created_at: 1, used_at: 1 };
    await expect(db.insertInto("sessions").values(session).execute()).rejects.toThrow(/FOREIGN KEY/);
    await db.destroy();
  });

  test("gives all rows to a query that was left early before, and columns that came since", async () => {
    const db = openDatabase(":memory:");
    const names = ["a", "b", "c"];
    await db
      .insertInto("settings")
      .values(names.map((name) => ({ ...setting, name })))
      .execute();
    const query = db.selectFrom("settings").selectAll().orderBy("name");
    for await (const row of query.stream()) {
      expect(row.name).toBe("a");
      break;
    }
    expect((await query.execute()).map(({ name }) => name)).toEqual(names);
    await sql`alter table settings add column since integer default 7`.execute(db);
    expect(await query.executeTakeFirst()).toEqual({ ...setting, name: "a", since: 7 });
    await db.destroy();
  });

  test("gives rows that React can hand to the browser", async () => {
    const db = openDatabase(":memory:");
    await db.insertInto("settings").values(setting).execute();
    const row = await db.selectFrom("settings").selectAll().executeTakeFirstOrThrow();
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
    for await (const streamed of db.selectFrom("settings").selectAll().stream()) {
      expect(Object.getPrototypeOf(streamed)).toBe(Object.prototype);
    }
    expect.assertions(2);
    await db.destroy();
  });

  test("does not let another's query into an open transaction", async () => {
    const db = openDatabase(":memory:");
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.insertInto("settings").values(setting).execute();
      await new Promise((resolve) => setImmediate(resolve));
      throw new Error("undo");
    });
    const other = db.insertInto("settings").values({ name: "size", value: "1" }).execute();
    await expect(failing).rejects.toThrow("undo");
    await other;
    expect(await db.selectFrom("settings").select("name").execute()).toEqual([{ name: "size" }]);
    await db.destroy();
  });

  test("tells in a sentence that a file is no database, and leaves it alone", async () => {
    const path = join(folder, "stowage.db");
    writeFileSync(path, "a diary, in 40 characters or more, I think");
    const db = openDatabase(path);
    const error = await db
      .selectFrom("users")
      .selectAll()
      .execute()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(String(error)).toMatch(/cannot be opened.*STOWAGE_DATA_DIR/);
  });

  test("refuses a database that a newer Stowage has written", async () => {
    const path = join(folder, "stowage.db");
    const newer = openDatabase(path);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2099')`.execute(newer);
    await newer.destroy();
    const db = openDatabase(path);
    await expect(db.selectFrom("users").selectAll().execute()).rejects.toThrow(/newer version/);
  });
});
