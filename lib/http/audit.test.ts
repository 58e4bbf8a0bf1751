import { glob } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { setupCode } from "#lib/access/setup-code.ts";
import { auditTopics } from "#lib/audit/actions.ts";
import type { AuditEntry, AuditPage } from "#lib/audit/types.ts";
import { database } from "#lib/db/database.ts";
import { audited, type GuardedHandler } from "./route.ts";
import { startTestApi, type TestApi } from "./test-api.ts";

const password = "correct horse battery";

let api: TestApi;
beforeEach(() => {
  api = startTestApi();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await api.close();
});

/** What was written, the oldest first; read by an administrator. */
async function entries(query = ""): Promise<readonly AuditEntry[]> {
  const page = (await (await api.call("GET", `/api/audit${query}`)).json()) as AuditPage;
  return page.entries.toReversed();
}

const brief = ({ action, outcome, code, actor }: AuditEntry) => [action, outcome, code, actor.name];

/** Routes that write nothing, for what they are asked by is too long for an address, or is only looked at. */
const changeNothing = [
  "events/[registry] POST",
  "registries/[registry]/check POST",
  "registries/[registry]/retention/preview POST",
  "registries/[registry]/tags/selection POST",
  "registries/[registry]/tags/verify POST",
  "registry-check POST",
  "retention/import POST",
];

describe("every route that writes", () => {
  test("says what it writes to the audit log, or is known to change nothing", async () => {
    const app = join(import.meta.dirname, "../../app/api");
    const silent: string[] = [];
    for await (const file of glob("**/route.ts", { cwd: app })) {
      const module = (await import(/* @vite-ignore */ join(app, file))) as Record<string, GuardedHandler>;
      for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
        const handler = module[method];
        if (handler !== undefined && handler[audited].length === 0)
          silent.push(`${file.replace("/route.ts", "")} ${method}`);
      }
    }
    expect(silent.toSorted()).toEqual(changeNothing);
  });
});

describe("the audit log", () => {
  test("has who signed in and out, from which program, and who was refused", async () => {
    await api.enter("administrator");
    api.leave();
    const wrong = { username: "Administrator", password: "not a password" };
    await api.call("POST", "/api/session", { body: wrong, headers: { "user-agent": "curl/8" } });
    await api.call("POST", "/api/session", { body: { username: "administrator", password } });
    const signedIn = api.cookie();
    await api.call("DELETE", "/api/session");
    await api.call("DELETE", "/api/session");
    await api.call("POST", "/api/session", { body: { username: "administrator", password } });
    expect(api.cookie()).not.toBe(signedIn);
    const found = await entries();
    expect(found.map(brief)).toEqual([
      ["session.sign-in", "done", null, "administrator"],
      ["session.sign-in", "refused", "CREDENTIALS_WRONG", null],
      ["session.sign-in", "done", null, "administrator"],
      ["session.sign-out", "done", null, "administrator"],
      ["session.sign-in", "done", null, "administrator"],
    ]);
    expect(found[1]).toMatchObject({ userAgent: "curl/8", details: { username: "Administrator" } });
  });

  test("has once a minute that an address is slowed down, however often it tries", async () => {
    const body = { username: "root", password: "wrong" };
    let status: number;
    do status = (await api.call("POST", "/api/session", { body })).status;
    while (status === 401);
    for (let again = 0; again < 3; again += 1) await api.call("POST", "/api/session", { body });
    await api.enter("administrator");
    const throttled = (await entries()).filter(({ code }) => code === "TOO_MANY_ATTEMPTS");
    expect(throttled).toHaveLength(1);
  });

  test("has the first administrator, and who tried to be it", async () => {
    const body = { code: "AAAA-AAAA-AAAA-AAAA", username: "root", password };
    await api.call("POST", "/api/setup", { body });
    await api.call("POST", "/api/setup", { body: { ...body, code: setupCode(api.dataDir) } });
    expect((await entries()).map(brief)).toEqual([
      ["setup.administrator", "refused", "SETUP_CODE_WRONG", null],
      ["setup.administrator", "done", null, "root"],
    ]);
  });

  test("has what became of users, with their roles before and after, and what was refused", async () => {
    await api.enter("administrator");
    const body = { username: "ada", password, role: "viewer" };
    const made = await api.call("POST", "/api/users", { body });
    const location = made.headers.get("location") ?? "";
    await api.call("POST", "/api/users", { body });
    await api.call("PATCH", location, { body: { role: "operator", password: "another password" } });
    await api.call("DELETE", location);
    await api.call("DELETE", location);
    const found = (await entries("?action=accounts")).map(({ action, outcome, code, details }) => [
      action,
      outcome,
      code,
      details,
    ]);
    const id = location.split("/").at(-1);
    expect(found).toEqual([
      ["user.create", "done", null, { username: "ada", role: "viewer", id }],
      ["user.create", "refused", "USERNAME_TAKEN", { username: "ada", role: "viewer" }],
      [
        "user.change",
        "done",
        null,
        {
          id,
          username: "ada",
          passwordChanged: true,
          changes: { role: { before: "viewer", after: "operator" } },
        },
      ],
      ["user.remove", "done", null, { id, username: "ada", role: "operator" }],
      ["user.remove", "refused", "USER_UNKNOWN", { id }],
    ]);
  });

  test("has what became of a registry, field by field", async () => {
    await api.enter("administrator");
    const draft = { slug: "prod", name: "Production", url: "https://registry.example.com" };
    await api.call("POST", "/api/registries", {
      body: { ...draft, username: "robot", password: "hunter2hunter2" },
    });
    await api.call("PUT", "/api/registries/prod", { body: { ...draft, username: "robot", readOnly: true } });
    await api.call("POST", "/api/registries/prod/sync", { body: { action: "pause" } });
    await api.call("POST", "/api/registries/prod/notifications");
    await api.call("DELETE", "/api/registries/prod");
    const found = await entries("?registry=prod");
    expect(found.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      "registry.add done",
      "registry.change done",
      "sync.pause done",
      "notifications.token-create done",
      "registry.remove done",
    ]);
    expect(found[0]?.details).toMatchObject({
      passwordChanged: true,
      changes: { url: { before: null, after: "https://registry.example.com" } },
    });
    expect(found[1]?.details).toEqual({
      name: "Production",
      url: "https://registry.example.com",
      changes: { readOnly: { before: false, after: true } },
    });
  });

  test("has what somebody asked for whose role is too small, and nothing of strangers", async () => {
    await api.call("DELETE", "/api/users/1");
    await api.enter("viewer");
    await api.call("POST", "/api/registries/prod/plans", { body: { from: { kind: "untagged" } } });
    await api.call("PUT", "/api/settings/access", { body: { anonymousViewing: true } });
    await api.enter("administrator");
    const found = (await entries()).filter(({ outcome }) => outcome === "refused");
    expect(found.map((entry) => [...brief(entry), entry.registry])).toEqual([
      ["plan.create", "refused", "FORBIDDEN", "viewer", "prod"],
      ["access.anonymous-viewing", "refused", "FORBIDDEN", "viewer", null],
    ]);
  });

  test("never holds a password, a token or a code", async () => {
    const code = setupCode(api.dataDir);
    await api.call("POST", "/api/setup", { body: { code, username: "root", password } });
    const draft = {
      slug: "prod",
      name: "Production",
      url: "https://registry.example.com",
      username: "robot",
    };
    const secret = "a-secret-of-the-registry";
    await api.call("POST", "/api/registries", { body: { ...draft, password: secret } });
    await api.call("POST", "/api/registries", { body: { ...draft, password: secret } });
    await api.call("PUT", "/api/registries/prod", { body: { ...draft, password: `${secret}-2` } });
    const made = await api.call("POST", "/api/registries/prod/notifications");
    const { token } = (await made.json()) as { token: string };
    const user = { username: "ada", password: "a-secret-of-ada", role: "viewer" };
    const { id } = (await (await api.call("POST", "/api/users", { body: user })).json()) as { id: string };
    await api.call("PATCH", `/api/users/${id}`, { body: { password: "a-secret-of-adas" } });
    const change = { current: password, next: "a-secret-of-root" };
    await api.call("PUT", "/api/session/password", { body: change });
    await api.call("PUT", "/api/session/password", { body: change });
    const all = JSON.stringify((await sql`select * from audit_entries`.execute(database())).rows);
    expect(all.length).toBeGreaterThan(2_000);
    for (const kept of [code, password, secret, token, "a-secret-of", api.cookie().split("=")[1] ?? "?"])
      expect(all).not.toContain(kept);
  });

  test("is written or nothing is changed", async () => {
    await api.enter("administrator");
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await sql`alter table audit_entries rename to elsewhere`.execute(database());
    const body = { slug: "prod", name: "Production", url: "https://registry.example.com" };
    expect((await api.call("POST", "/api/registries", { body })).status).toBe(500);
    expect((await api.call("PUT", "/api/settings/access", { body: { anonymousViewing: true } })).status).toBe(
      500,
    );
    expect(await (await api.call("GET", "/api/registries")).json()).toEqual([]);
    expect(await (await api.call("GET", "/api/settings/access")).json()).toMatchObject({
      anonymousViewing: { allowed: false },
    });
    await sql`alter table elsewhere rename to audit_entries`.execute(database());
  });

  test("is for administrators, as pages and as a file of lines", async () => {
    await api.enter("administrator");
    const file = await api.call("GET", "/api/audit.jsonl?action=session.sign-in");
    expect(file.headers.get("content-disposition")).toBe('attachment; filename="stowage-audit.jsonl"');
    expect(file.headers.get("content-type")).toMatch(/^application\/x-ndjson/);
    const lines = (await file.text()).trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { action: string }).action)).toEqual(["session.sign-in"]);
    await api.enter("operator");
    expect((await api.call("GET", "/api/audit")).status).toBe(403);
    expect((await api.call("GET", "/api/audit.jsonl")).status).toBe(403);
  });

  test("refuses a filter that makes no sense, and takes days as whole days in UTC", async () => {
    await api.enter("administrator");
    expect((await api.call("GET", "/api/audit?action=nonsense")).status).toBe(422);
    expect((await api.call("GET", "/api/audit?from=yesterday")).status).toBe(422);
    const today = new Date().toISOString().slice(0, 10);
    expect(await entries(`?from=${today}&to=${today}`)).toHaveLength(1);
    expect(await entries("?to=2026-01-01")).toHaveLength(0);
  });

  test("is kept as long as an administrator says, which it tells", async () => {
    await api.enter("administrator");
    expect(await (await api.call("GET", "/api/settings/audit")).json()).toEqual({ days: 365, locked: false });
    expect((await api.call("PUT", "/api/settings/audit", { body: { days: 3 } })).status).toBe(422);
    await api.call("PUT", "/api/settings/audit", { body: { days: 90 } });
    expect((await entries("?action=audit.retention")).map(({ details }) => details)).toEqual([
      { days: 90, changes: { days: { before: 365, after: 90 } } },
    ]);
    await api.close();
    api = startTestApi({ STOWAGE_AUDIT_DAYS: "30" });
    await api.enter("administrator");
    const refused = await api.call("PUT", "/api/settings/audit", { body: { days: 90 } });
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: "SETTING_LOCKED" }]);
  });
});

test("each action belongs to one topic", () => {
  const actions = Object.values(auditTopics).flat();
  expect(new Set(actions).size).toBe(actions.length);
});
