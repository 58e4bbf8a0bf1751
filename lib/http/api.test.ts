import { glob } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { setupCode } from "#lib/access/setup-code.ts";
import type { Problem } from "./problem.ts";
import { type GuardedHandler, guarded } from "./route.ts";
import { startTestApi, type TestApi } from "./test-api.ts";

let api: TestApi;
beforeEach(() => {
  api = startTestApi();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await api.close();
});

async function problem(answer: Promise<Response>): Promise<Problem> {
  const response = await answer;
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  return (await response.json()) as Problem;
}

const password = "correct horse battery";

describe("every route", () => {
  const publicRoutes = [
    "events/[registry] POST",
    "health GET",
    "session DELETE",
    "session GET",
    "session POST",
    "setup POST",
  ];
  const app = join(import.meta.dirname, "../../app/api");

  async function handlers(): Promise<[string, GuardedHandler | undefined][]> {
    const found: [string, GuardedHandler | undefined][] = [];
    for await (const file of glob("**/route.ts", { cwd: app })) {
      const module = (await import(/* @vite-ignore */ join(app, file))) as Record<string, GuardedHandler>;
      for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
        if (method in module) found.push([`${file.replace("/route.ts", "")} ${method}`, module[method]]);
      }
    }
    return found;
  }

  test("is guarded, and only these are public", async () => {
    const found = await handlers();
    expect(found.length).toBeGreaterThan(15);
    expect(found.filter(([, handler]) => handler?.[guarded] === undefined)).toEqual([]);
    const open = found.filter(([, handler]) => handler?.[guarded] === "public").map(([name]) => name);
    expect(open.toSorted()).toEqual(publicRoutes);
  });

  test("that is not public answers a stranger with 401, whatever else is wrong", async () => {
    for (const [name, handler] of await handlers()) {
      if (publicRoutes.includes(name)) continue;
      const method = name.split(" ")[1] ?? "";
      const request = new Request("http://stowage.test/api/any", { method });
      const response = await handler?.(request, { params: Promise.resolve({}) });
      expect([name, response?.status]).toEqual([name, 401]);
    }
  });
});

describe("the first visit", () => {
  test("creates the administrator with the one-time code, who is then signed in", async () => {
    expect(await (await api.call("GET", "/api/session")).json()).toEqual({
      principal: null,
      needsSetup: true,
    });
    const wrong = { code: "AAAA-AAAA-AAAA-AAAA", username: "root", password };
    expect(await problem(api.call("POST", "/api/setup", { body: wrong }))).toMatchObject({
      status: 403,
      code: "SETUP_CODE_WRONG",
      issues: [{ path: "code" }],
    });
    const right = { ...wrong, code: setupCode(api.dataDir) };
    expect((await api.call("POST", "/api/setup", { body: right })).status).toBe(204);
    expect(await (await api.call("GET", "/api/session")).json()).toMatchObject({
      principal: { kind: "user", username: "root", role: "administrator" },
      needsSetup: false,
    });
    expect(await problem(api.call("POST", "/api/setup", { body: right }))).toMatchObject({
      status: 409,
      code: "SETUP_DONE",
    });
  });
});

describe("signing in and out", () => {
  test("gives a cookie that scripts cannot read, and takes it back", async () => {
    await api.enter("viewer");
    const cookie = api.cookie();
    expect(cookie).toMatch(/^stowage-session=[\w-]{43}$/);
    const out = await api.call("DELETE", "/api/session");
    expect(out.headers.get("set-cookie")).toMatch(/stowage-session=; .*Max-Age=0.*HttpOnly/);
    const again = await api.call("GET", "/api/registries", { headers: { cookie } });
    expect(again.status).toBe(401);
  });

  test("ends the session that was there before", async () => {
    await api.enter("viewer");
    const former = api.cookie();
    await api.call("POST", "/api/session", { body: { username: "viewer", password } });
    expect(api.cookie()).not.toBe(former);
    expect((await api.call("GET", "/api/users", { headers: { cookie: former } })).status).toBe(401);
  });

  test("is slowed with Retry-After and a sentence", async () => {
    const body = { username: "root", password: "wrong" };
    let response: Response;
    do response = await api.call("POST", "/api/session", { body });
    while (response.status === 401);
    expect(response.headers.get("retry-after")).toBe("1");
    expect(await response.json()).toMatchObject({
      status: 429,
      code: "TOO_MANY_ATTEMPTS",
      detail: "Too many attempts failed. Try again in a second.",
    });
  });

  test("over HTTPS gives a cookie that is bound to the host", async () => {
    await api.close();
    api = startTestApi({ STOWAGE_URL: "https://stowage.test" });
    await api.enter("viewer");
    expect(api.cookie()).toMatch(/^__Host-stowage-session=/);
    const response = await api.call("GET", "/api/registries");
    expect(response.status).toBe(200);
    expect(response.headers.get("strict-transport-security")).toMatch(/max-age=/);
  });
});

describe("roles", () => {
  test("are refused what is beyond them, with a sentence", async () => {
    await api.enter("operator");
    expect(await problem(api.call("GET", "/api/users"))).toMatchObject({
      status: 403,
      code: "FORBIDDEN",
      detail: "“operator” is an operator here, and only an administrator may do this.",
      params: { role: "operator", required: "administrator" },
    });
  });

  test("let anybody look while anonymous viewing is on, and nothing else", async () => {
    await api.enter("administrator");
    await api.call("PUT", "/api/settings/access", { body: { anonymousViewing: true } });
    api.leave();
    expect((await api.call("GET", "/api/registries")).status).toBe(200);
    expect((await api.call("GET", "/api/users")).status).toBe(401);
    const change = { body: { current: "a", next: password } };
    expect((await api.call("PUT", "/api/session/password", change)).status).toBe(401);
  });
});

describe("writes", () => {
  test("of another site are refused before anything else is looked at", async () => {
    await api.enter("administrator");
    const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.example" };
    for (const [method, path] of [
      ["POST", "/api/users"],
      ["PUT", "/api/settings/access"],
      ["DELETE", "/api/users/1"],
      ["POST", "/api/session"],
      ["DELETE", "/api/session"],
    ] as const) {
      expect(await problem(api.call(method, path, { headers }))).toMatchObject({
        status: 403,
        code: "CROSS_SITE",
      });
    }
    expect((await api.call("GET", "/api/users", { headers })).status).toBe(200);
  });

  test("must be JSON by their type", async () => {
    await api.enter("administrator");
    const form = { body: '{"anonymousViewing":true}', headers: { "content-type": "text/plain" } };
    expect(await problem(api.call("PUT", "/api/settings/access", form))).toMatchObject({ status: 415 });
  });

  test("name each field that is wrong", async () => {
    await api.enter("administrator");
    const body = { username: "a b", password: "short", role: "viewer", admin: true };
    const answer = await problem(api.call("POST", "/api/users", { body }));
    expect(answer).toMatchObject({ status: 422, code: "INPUT_INVALID" });
    expect(answer.issues?.map(({ path, code }) => [path, code])).toEqual([
      ["username", "USERNAME_INVALID"],
      ["password", "PASSWORD_TOO_SHORT"],
      ["", "unrecognized_keys"],
    ]);
    expect(answer.detail).not.toContain("short.");
  });
});

describe("users", () => {
  test("are created, changed and removed by an administrator", async () => {
    await api.enter("administrator");
    const body = { username: "ada", password, role: "viewer" };
    const made = await api.call("POST", "/api/users", { body });
    expect(made.status).toBe(201);
    const location = made.headers.get("location") ?? "";
    expect(await (await api.call("PATCH", location, { body: { role: "operator" } })).json()).toMatchObject({
      username: "ada",
      role: "operator",
    });
    expect(await problem(api.call("POST", "/api/users", { body }))).toMatchObject({
      status: 409,
      issues: [{ path: "username", code: "USERNAME_TAKEN" }],
    });
    expect((await api.call("DELETE", location)).status).toBe(204);
    const names = (await (await api.call("GET", "/api/users")).json()) as { username: string }[];
    expect(names.map(({ username }) => username)).toEqual(["administrator"]);
  });

  test("never show a password's hash", async () => {
    await api.enter("administrator");
    expect(await (await api.call("GET", "/api/users")).text()).not.toMatch(/argon2|hash/);
  });
});

describe("registries", () => {
  const draft = { slug: "prod", name: "Production", url: "registry.example.com/v2/" };
  const secret = { ...draft, username: "robot", password: "hunter2hunter2" };

  test("are added, changed and removed, and never show a password", async () => {
    await api.enter("administrator");
    const answers = [
      await api.call("POST", "/api/registries", { body: secret }),
      await api.call("GET", "/api/registries"),
      await api.call("GET", "/api/registries/prod"),
      await api.call("PUT", "/api/registries/prod", { body: { ...draft, name: "P", username: "robot" } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200]);
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(texts.join()).not.toContain("hunter2");
    expect(JSON.parse(texts[3] ?? "")).toMatchObject({
      name: "P",
      url: "https://registry.example.com",
      username: "robot",
      hasPassword: true,
    });
    expect((await api.call("DELETE", "/api/registries/prod")).status).toBe(204);
    expect(await problem(api.call("GET", "/api/registries/prod"))).toMatchObject({
      status: 404,
      code: "REGISTRY_UNKNOWN",
      registry: "prod",
    });
  });

  test("show their account to administrators alone", async () => {
    await api.enter("administrator");
    await api.call("POST", "/api/registries", { body: secret });
    await api.enter("viewer");
    expect(await (await api.call("GET", "/api/registries")).text()).not.toContain("robot");
    expect(await (await api.call("GET", "/api/registries/prod")).text()).not.toContain("robot");
    expect((await api.call("POST", "/api/registries", { body: draft })).status).toBe(403);
    expect((await api.call("DELETE", "/api/registries/prod")).status).toBe(403);
  });

  test("of the environment are locked", async () => {
    await api.close();
    api = startTestApi({ REGISTRY_URL: "http://192.0.2.1:5000", REGISTRY_SLUG: "env" });
    await api.enter("administrator");
    expect(await problem(api.call("DELETE", "/api/registries/env"))).toMatchObject({
      status: 409,
      code: "REGISTRY_LOCKED",
    });
  });
});

describe("answers", () => {
  test("are never cached, guessed at, framed or run", async () => {
    const { headers } = await api.call("GET", "/api/health");
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
    });
  });

  test("say 503 while the database is away, for health too where the settings need no database", async () => {
    await api.close();
    api = startTestApi({ STOWAGE_ANONYMOUS_VIEWING: "true" });
    expect((await api.call("GET", "/api/health")).status).toBe(200);
    const { openDatabase } = await import("#lib/db/database.ts");
    Object.assign(globalThis, { stowageDatabase: openDatabase("/dev/null/stowage.db") });
    // As in production, where what answers is bundled apart from what has opened the database.
    vi.resetModules();
    for (const path of ["/api/health", "/api/registries"]) {
      expect(await problem(api.call("GET", path))).toMatchObject({
        status: 503,
        code: "DATABASE_UNAVAILABLE",
      });
    }
  });

  test("tell nothing of an unexpected error but an id", async () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const { database } = await import("#lib/db/database.ts");
    const { sql } = await import("kysely");
    await sql`drop table sessions`.execute(database());
    const headers = { cookie: "stowage-session=any" };
    const answer = await problem(api.call("GET", "/api/registries", { headers }));
    expect(answer).toMatchObject({ status: 500, code: "UNEXPECTED" });
    expect(JSON.stringify(answer)).not.toMatch(/sessions|SQL|\.ts/);
    expect(written.mock.calls.join()).toContain(answer.id);
    expect(written.mock.calls.join()).toMatch(/no such table|does not exist/);
  });
});
