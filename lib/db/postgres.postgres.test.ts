import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { type RunningPostgres, startPostgres } from "#e2e/postgres/start-postgres.ts";
import { DatabaseError } from "./database-error.ts";
import { migrations } from "./migrations/list.ts";
import { openPostgres } from "./postgres.ts";
import type { Schema } from "./schema.ts";
import { createPostgresDatabase, runOn } from "./test-database.ts";

let url: string;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  const created = await createPostgresDatabase();
  closing.push(created.drop);
  url = created.url;
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closing.splice(0).reverse()) await close();
});

function open(at = url): Kysely<Schema> {
  const db = openPostgres(at);
  closing.push(() => db.destroy());
  return db;
}

/** The address with some parts changed. */
function changed(parts: Partial<Pick<URL, "username" | "password" | "port" | "pathname">>): string {
  return Object.assign(new URL(url), parts).href;
}

const settings = (db: Kysely<Schema>) => db.selectFrom("settings").selectAll().orderBy("name").execute();

async function refusal(at: string): Promise<DatabaseError> {
  const error = await settings(open(at)).catch((thrown: unknown) => thrown);
  if (error instanceof DatabaseError) return error;
  throw new Error(`No DatabaseError, but ${String(error)}`);
}

describe("openPostgres", () => {
  test("keeps what was written when opened again", async () => {
    const first = openPostgres(url);
    await first.insertInto("settings").values({ name: "colour", value: '"red"' }).execute();
    await first.destroy();
    expect(await settings(open())).toEqual([{ name: "colour", value: '"red"' }]);
  });

  test("migrates once when several replicas start at the same time", async () => {
    const replicas = Array.from({ length: 5 }, () => open());
    expect(await Promise.all(replicas.map(settings))).toEqual([[], [], [], [], []]);
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(open());
    expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(migrations));
  });

  test("refuses a database that a newer Stowage has written", async () => {
    await settings(open());
    await runOn(url, "insert into kysely_migration (name, timestamp) values ('9999-future', '2099')");
    expect((await refusal(url)).message).toMatch(/newer version/);
  });

  test("gives rows that React can hand to the browser", async () => {
    const db = open();
    await db.insertInto("settings").values({ name: "colour", value: '"red"' }).execute();
    expect(Object.getPrototypeOf((await settings(db))[0])).toBe(Object.prototype);
  });

  test("keeps text with U+0000, which PostgreSQL has no place for, with U+FFFD instead", async () => {
    const db = open();
    await db.insertInto("settings").values({ name: "a\0b", value: "1" }).execute();
    const found = db.selectFrom("settings").selectAll().where("name", "in", ["a\0b", "c"]);
    expect(await found.execute()).toEqual([{ name: "a\uFFFDb", value: "1" }]);
  });
});

describe("a database that cannot be opened is told in a sentence, without the password:", () => {
  test.each([
    ["nobody listens", () => changed({ port: "1" }), /cannot be reached.*ECONNREFUSED.*host and port/],
    ["a wrong password", () => changed({ password: "hunter2" }), /lets nobody in.*password authentication/],
    ["an unknown user", () => changed({ username: "mallory" }), /lets nobody in.*mallory/],
    ["no such database", () => changed({ pathname: "/nowhere" }), /“?nowhere.*createdb/],
    ["a missing certificate", () => `${url}?sslrootcert=/none.pem`, /\/none\.pem/],
  ])("%s", async (_, address, sentence) => {
    const { message } = await refusal(address());
    expect(message).toMatch(/DATABASE_URL \((postgres|mallory)@127\.0\.0\.1:\d+\/\w+\)/);
    expect(message).toMatch(sentence);
    expect(message).not.toMatch(/hunter2|secret/);
  });

  test("a user who may not create tables", async () => {
    const user = `user_${randomBytes(6).toString("hex")}`;
    await runOn(url, `create user ${user} password 'of a user'; revoke create on schema public from public`);
    closing.push(() => runOn(inject("postgres") ?? "", `drop user ${user}`));
    const { message } = await refusal(changed({ username: user, password: "of a user" }));
    expect(message).toMatch(/may not create tables: permission denied.*alter database … owner to/);
  });

  test("another encoding than UTF-8", async () => {
    const name = `latin_${randomBytes(6).toString("hex")}`;
    const server = inject("postgres") ?? "";
    await runOn(
      server,
      `create database ${name} encoding 'LATIN1' locale 'C' locale_provider libc template template0`,
    );
    closing.push(() => runOn(server, `drop database ${name} with (force)`));
    expect((await refusal(changed({ pathname: `/${name}` }))).message).toMatch(
      /DATABASE_URL is encoded as LATIN1.*UTF8/,
    );
  });
});

describe("a database that goes away later", () => {
  let server: RunningPostgres;
  beforeEach(async () => {
    server = await startPostgres();
    closing.push(() => server.stop());
  });

  test("fails queries and open transactions, tells why on stderr once, and works again when it is back", async () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const db = open(server.url);
    await db.insertInto("settings").values({ name: "kept", value: "1" }).execute();

    const interrupted = db.transaction().execute(async (transaction) => {
      await transaction.insertInto("settings").values({ name: "lost", value: "1" }).execute();
      await server.pause();
      await settings(transaction);
    });
    await expect(interrupted).rejects.toThrow(DatabaseError);
    const messages = await Promise.all(
      [settings(db), settings(db)].map((query) => query.then(String, (error: unknown) => String(error))),
    );
    expect(messages).toEqual(Array(2).fill(expect.stringMatching(/^DatabaseError: .*does not answer/)));
    expect(messages.join()).not.toMatch(/127\.0\.0\.1/);

    await server.resume();
    expect(await settings(db)).toEqual([{ name: "kept", value: "1" }]);
    const lines = written.mock.calls.map(([line]) => String(line));
    expect(lines).toEqual([
      expect.stringMatching(/^The database of DATABASE_URL is away: .+\.\n$/),
      "The database of DATABASE_URL answers again.\n",
    ]);
  });

  test("is no reason to end the process when nobody was asking", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const db = open(server.url);
    await settings(db);
    await server.pause();
    await server.resume();
    expect(await settings(db)).toEqual([]);
  });
});
