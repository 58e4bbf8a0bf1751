import { type Kysely, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { changesOf } from "./changes.ts";
import { exportAudit } from "./export.ts";
import type { AuditFilter } from "./filter.ts";
import { auditRetention, purgeAudit, setAuditDays } from "./retention.ts";
import type { AuditEvent, AuditOrigin } from "./types.ts";
import { auditWindow } from "./window.ts";
import { bySystem, writeAudit } from "./write.ts";

const start = Date.UTC(2026, 0, 1);
const day = 24 * 60 * 60_000;
const ada: AuditOrigin = {
  actor: { kind: "user", id: "1", name: "Ada" },
  address: "192.0.2.7",
  userAgent: "curl/8",
};
const adasToken: AuditOrigin = { ...ada, actor: { kind: "token", id: "t", name: "nightly", owner: "Ada" } };
const grace: AuditOrigin = { ...ada, actor: { kind: "user", id: "2", name: "grace" }, address: "192.0.2.8" };

let db: Kysely<Schema>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

function deletion(tag: string, more: Partial<AuditEvent> = {}): AuditEvent {
  return {
    action: "tag.delete",
    registry: "prod",
    repository: "team/app",
    reference: tag,
    outcome: "done",
    ...more,
  };
}

async function references(filter: AuditFilter): Promise<(string | null)[]> {
  return (await auditWindow(db, filter)).entries.map(({ reference }) => reference);
}

describe("an entry", () => {
  test("says who did what from where, with what exactly", async () => {
    await writeAudit(db, adasToken, deletion("v1", { details: { method: "tag", count: 2 } }), start);
    expect((await auditWindow(db, {})).entries).toEqual([
      {
        id: start * 1000,
        at: start,
        actor: { kind: "token", id: "t", name: "Ada/nightly" },
        address: "192.0.2.7",
        userAgent: "curl/8",
        action: "tag.delete",
        registry: "prod",
        repository: "team/app",
        reference: "v1",
        outcome: "done",
        code: null,
        details: { method: "tag", count: 2 },
      },
    ]);
  });

  test("has a greater id than all before, also in the same millisecond and when the clock goes back", async () => {
    await writeAudit(db, ada, deletion("v1"), start);
    await writeAudit(db, ada, deletion("v2"), start);
    await writeAudit(db, ada, deletion("v3"), start - 5_000);
    const ids = (await auditWindow(db, {})).entries.map(({ id }) => id);
    expect(ids).toEqual([start * 1000 + 2, start * 1000 + 1, start * 1000]);
  });

  test("is gone with the transaction that it is part of", async () => {
    const change = db.transaction().execute(async (transaction) => {
      await writeAudit(transaction, ada, deletion("v1"), start);
      throw new Error("changed nothing");
    });
    await expect(change).rejects.toThrow("changed nothing");
    expect(await references({})).toEqual([]);
  });

  test("cannot be changed, nor removed while it is kept, whatever is asked of the database", async () => {
    await writeAudit(db, ada, deletion("v1"), start);
    await expect(sql`update audit_entries set actor_name = 'eve'`.execute(db)).rejects.toThrow(
      "never changed",
    );
    await expect(sql`delete from audit_entries`.execute(db)).rejects.toThrow("old enough");
    if (inject("postgres") !== undefined)
      await expect(sql`truncate audit_entries`.execute(db)).rejects.toThrow("never changed");
    expect(await references({})).toEqual(["v1"]);
  });
});

describe("the log", () => {
  beforeEach(async () => {
    await writeAudit(db, ada, deletion("v1"), start);
    await writeAudit(db, adasToken, deletion("v2", { repository: "team/web" }), start + day);
    await writeAudit(
      db,
      grace,
      deletion("v3", { registry: "lab", outcome: "failed", code: "DENIED" }),
      start + 2 * day,
    );
    await writeAudit(
      db,
      grace,
      { action: "registry.add", registry: "lab", outcome: "done", details: { url: "https://50%_off" } },
      start + 3 * day,
    );
  });

  test.each<[string, AuditFilter, (string | null)[]]>([
    ["everything, the newest first", {}, [null, "v3", "v2", "v1"]],
    ["a person in any case, with what their tokens did", { actor: "aDA" }, ["v2", "v1"]],
    ["an action", { action: "registry.add" }, [null]],
    ["a topic", { action: "cleanup" }, ["v3", "v2", "v1"]],
    ["a registry", { registry: "lab" }, [null, "v3"]],
    ["a repository", { repository: "team/web" }, ["v2"]],
    ["an outcome", { outcome: "failed" }, ["v3"]],
    ["an address", { text: "192.0.2.8" }, [null, "v3"]],
    ["a token's name", { text: "ada/NIGHT" }, ["v2"]],
    ["a text of the details, in which % means itself", { text: "50%_off" }, [null]],
    ["a text that only a pattern would find", { text: "5_%off" }, []],
    ["days", { from: start + day, to: start + 3 * day }, ["v3", "v2"]],
    ["several at once", { actor: "grace", registry: "lab", action: "cleanup" }, ["v3"]],
  ])("finds %s", async (_, filter, found) => {
    expect(await references(filter)).toEqual(found);
  });

  test("is exported whole, and its instants are readable", async () => {
    const entries = [];
    for await (const entry of exportAudit(db, { registry: "prod" })) entries.push(entry);
    expect(entries.map(({ at, reference }) => [at, reference])).toEqual([
      ["2026-01-02T00:00:00.000Z", "v2"],
      ["2026-01-01T00:00:00.000Z", "v1"],
    ]);
  });
});

describe("a long log", () => {
  const many = 12_000;

  beforeEach(async () => {
    await writeAudit(db, grace, deletion("needle"), start);
    await sql`
      with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${sql.lit(many)})
      insert into audit_entries
        (id, at, actor_kind, actor_id, actor_name, actor_key, action, topic, registry, repository, reference, outcome, details)
      select ${sql.lit(start * 1000)} + n, ${sql.lit(start)}, 'user', '1', 'Ada', 'ada', 'tag.delete', 'cleanup',
        'prod', 'team/app', 'v' || n, 'done', '{}'
      from numbers
    `.execute(db);
  });

  test("is gone through page by page, without an entry twice or none", async () => {
    const seen = new Set<number>();
    let before: number | undefined;
    let pages = 0;
    do {
      const page = await auditWindow(db, {}, before);
      for (const { id } of page.entries) seen.add(id);
      before = page.next ?? undefined;
      pages += 1;
    } while (before !== undefined);
    expect(seen.size).toBe(many + 1);
    expect(pages).toBe(Math.ceil((many + 1) / 100));
  });

  test("answers what no index does in steps, of which each finds its part", async () => {
    const found: (string | null)[] = [];
    let before: number | undefined;
    let steps = 0;
    do {
      const page = await auditWindow(db, { text: "needle", registry: "prod" }, before);
      found.push(...page.entries.map(({ reference }) => reference));
      before = page.next ?? undefined;
      steps += 1;
    } while (before !== undefined);
    expect(found).toEqual(["needle"]);
    expect(steps).toBe(2);
  });

  test.skipIf(inject("postgres") !== undefined).each([
    ["nothing", "1", "INTEGER PRIMARY KEY|PRIMARY KEY|autoindex"],
    ["a person", "actor_key = 'ada'", "by_actor_key"],
    ["an action", "action = 'tag.delete'", "by_action"],
    ["a topic", "topic = 'cleanup'", "by_topic"],
    ["a registry", "registry = 'prod'", "by_registry"],
    ["a repository", "repository = 'team/app'", "by_repository"],
    ["an outcome", "outcome = 'failed'", "by_outcome"],
  ])("is answered from an index, in order, when filtered by %s", async (_, condition, index) => {
    const { rows } = await sql<{ detail: string }>`
      explain query plan select * from audit_entries
      where ${sql.raw(condition)} and id < ${sql.lit(start * 2000)} order by id desc limit 101
    `.execute(db);
    const plan = rows.map(({ detail }) => detail).join("\n");
    expect(plan).toMatch(new RegExp(index));
    expect(plan).not.toMatch(/SCAN (?!.*INDEX)|TEMP B-TREE/);
  });
});

describe("how long entries are kept", () => {
  test("is a year, until somebody sets it; the environment wins", async () => {
    expect(await auditRetention(db, undefined)).toEqual({ days: 365, locked: false });
    const heard: unknown[] = [];
    await setAuditDays(db, 30, async (_, change) => void heard.push(change));
    expect(heard).toEqual([{ before: 365, after: 30 }]);
    expect(await auditRetention(db, undefined)).toEqual({ days: 30, locked: false });
    expect(await auditRetention(db, 90)).toEqual({ days: 90, locked: true });
  });

  test("is the age at which they go, of which an entry tells", async () => {
    await writeAudit(db, ada, deletion("old"), start);
    await writeAudit(db, ada, deletion("young"), start + 2 * day);
    expect(await purgeAudit(db, 30, start + 31 * day)).toBe(1);
    const { entries } = await auditWindow(db, {});
    expect(entries.map(({ action, reference }) => [action, reference])).toEqual([
      ["audit.purge", null],
      ["tag.delete", "young"],
    ]);
    expect(entries[0]?.details).toEqual({ removed: 1, before: "2026-01-02T00:00:00.000Z", days: 30 });
    expect(await purgeAudit(db, 30, start + 31 * day)).toBe(0);
    await expect(sql`delete from audit_entries`.execute(db)).rejects.toThrow("old enough");
  });
});

describe("changes", () => {
  test("name what differs, and nothing else", () => {
    expect(
      changesOf({ name: "a", url: "u", ca: undefined }, { name: "b", url: "u", readOnly: true }),
    ).toEqual({
      changes: { name: { before: "a", after: "b" }, readOnly: { before: null, after: true } },
    });
  });

  test("are no longer than somebody reads", () => {
    const names = Array.from({ length: 60 }, (_, number) => `team/${number}`);
    const { changes } = changesOf({}, { names, text: "x".repeat(600) }) as {
      changes: { names: { after: string[] }; text: { after: string } };
    };
    expect(changes.names.after).toHaveLength(51);
    expect(changes.names.after.at(-1)).toBe("… (60)");
    expect(changes.text.after).toHaveLength(501);
  });
});

test("what Stowage does by itself has no address", async () => {
  await writeAudit(db, bySystem, { action: "audit.purge", outcome: "done" }, start);
  expect((await auditWindow(db, {})).entries[0]).toMatchObject({
    actor: { kind: "system", id: null, name: null },
    address: null,
  });
});
