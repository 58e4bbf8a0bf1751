import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { AccessError } from "../access-error.ts";
import type { TokenPrincipal } from "../principal.ts";
import type { Role } from "../role.ts";
import { changeUser, createUser, removeUser } from "../users.ts";
import { coversRepository, type TokenScopes } from "./scopes.ts";
import { tokenPrincipal } from "./token-principal.ts";
import { newTokenSchema } from "./token-schemas.ts";
import { createToken, listTokens, revokeToken } from "./tokens.ts";
import {
  requireAction,
  requireEverything,
  requireRegistry,
  requireRepository,
  requireWholeRegistry,
} from "./within-scopes.ts";

const start = Date.UTC(2026, 0, 1);
const day = 24 * 60 * 60_000;
const all: TokenScopes = { registries: "all", repositories: "all", actions: ["read", "apply"] };

let db: Kysely<Schema>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

function user(username: string, role: Role) {
  return createUser(db, { username, role, password: "correct horse battery" }, start);
}

async function code(work: () => unknown): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof AccessError ? error.code : error;
  }
}

describe("a token", () => {
  test("is its owner, with the role that they have now", async () => {
    await user("root", "administrator");
    const ada = await user("ada", "operator");
    const { token, summary } = await createToken(db, ada, { name: "ci", scopes: all, days: 90 }, start);
    expect(token).toMatch(/^stw_[\w-]{43}$/);
    expect(await tokenPrincipal(db, token, start)).toEqual({
      kind: "token",
      id: summary.id,
      name: "ci",
      owner: { id: ada.id, username: "ada" },
      role: "operator",
      scopes: all,
    });
    await changeUser(db, ada.id, { role: "viewer" }, start);
    expect(await tokenPrincipal(db, token, start)).toMatchObject({ role: "viewer" });
    await removeUser(db, ada.id);
    expect(await code(() => tokenPrincipal(db, token, start))).toBe("TOKEN_INVALID");
    expect(await listTokens(db, "everybody")).toEqual([]);
  });

  test("is kept as its hash and its beginning alone", async () => {
    const ada = await user("ada", "operator");
    const { token, summary } = await createToken(db, ada, { name: "ci", scopes: all, days: 90 }, start);
    expect(summary.prefix).toBe(token.slice(0, 8));
    expect(JSON.stringify(await db.selectFrom("api_tokens").selectAll().execute())).not.toContain(token);
    expect(JSON.stringify(await listTokens(db, "everybody"))).not.toContain(token.slice(0, 12));
  });

  test("ends when its days are over, and when it is revoked", async () => {
    const ada = await user("ada", "operator");
    const { token, summary } = await createToken(db, ada, { name: "ci", scopes: all, days: 2 }, start);
    expect(await code(() => tokenPrincipal(db, token, start + 2 * day - 1))).toBeUndefined();
    expect(await code(() => tokenPrincipal(db, token, start + 2 * day))).toBe("TOKEN_EXPIRED");
    await revokeToken(db, summary.id, { ownerId: ada.id }, start + 1);
    expect(await code(() => tokenPrincipal(db, token, start + 1))).toBe("TOKEN_INVALID");
    expect(await code(() => tokenPrincipal(db, `${token}x`, start))).toBe("TOKEN_INVALID");
  });

  test("has its last use noted, to within a minute", async () => {
    const ada = await user("ada", "operator");
    const { token } = await createToken(db, ada, { name: "ci", scopes: all, days: 2 }, start);
    const used = async (at: number) => {
      await tokenPrincipal(db, token, at);
      return (await listTokens(db, "everybody"))[0]?.usedAt;
    };
    expect(await used(start + 1_000)).toBe(new Date(start + 1_000).toISOString());
    expect(await used(start + 50_000)).toBe(new Date(start + 1_000).toISOString());
    expect(await used(start + 90_000)).toBe(new Date(start + 90_000).toISOString());
  });

  test("of somebody else is neither seen nor revoked", async () => {
    const [ada, grace] = [await user("ada", "operator"), await user("grace", "operator")];
    const { summary } = await createToken(db, ada, { name: "ci", scopes: all, days: 2 }, start);
    expect(await listTokens(db, { ownerId: grace.id })).toEqual([]);
    expect(await code(() => revokeToken(db, summary.id, { ownerId: grace.id }, start))).toBe("TOKEN_UNKNOWN");
    expect((await listTokens(db, "everybody")).map(({ owner }) => owner)).toEqual(["ada"]);
  });

  test("is one of a hundred at most, of those that work", async () => {
    const ada = await user("ada", "operator");
    const make = (at: number) => createToken(db, ada, { name: "ci", scopes: all, days: 1 }, at);
    for (let count = 0; count < 100; count += 1) await make(start);
    expect(await code(() => make(start))).toBe("TOKENS_TOO_MANY");
    expect(await code(() => make(start + 2 * day))).toBeUndefined();
  });
});

describe("what is asked for as a token", () => {
  const asked = { name: "ci", scopes: all };

  test("works for 90 days where nobody says otherwise, and a year at most", () => {
    expect(newTokenSchema.parse(asked).days).toBe(90);
    expect(newTokenSchema.safeParse({ ...asked, days: 366 }).success).toBe(false);
    expect(newTokenSchema.safeParse({ ...asked, days: 0 }).success).toBe(false);
  });

  test.each([
    ["no action", { ...all, actions: [] }],
    ["an action that there is not", { ...all, actions: ["everything"] }],
    ["no registry", { ...all, registries: [] }],
    ["a pattern that is none", { ...all, repositories: ["team/[a"] }],
  ])("is refused with %s", (_, scopes) => {
    expect(newTokenSchema.safeParse({ ...asked, scopes }).success).toBe(false);
  });

  test("has a name that the audit log can tell from its owner's", () => {
    expect(newTokenSchema.safeParse({ ...asked, name: "a/b" }).success).toBe(false);
  });
});

describe("scopes", () => {
  const token: TokenPrincipal = {
    kind: "token",
    id: "1",
    name: "ci",
    owner: { id: "2", username: "ada" },
    role: "operator",
    scopes: { registries: ["prod"], repositories: ["team/*", "tools/{a,b}"], actions: ["read"] },
  };

  test.each([
    ["team/app", true],
    ["team/deep/app", true],
    ["tools/a", true],
    ["tools/c", false],
    ["other/team/app", false],
    ["team", false],
  ])("cover %s: %s", (repository, covered) => {
    expect(coversRepository(token.scopes, repository)).toBe(covered);
  });

  test("let through what is within, and name what is missing", async () => {
    expect(await code(() => requireAction(token, "read"))).toBeUndefined();
    expect(await code(() => requireRegistry(token, "prod"))).toBeUndefined();
    expect(await code(() => requireRepository(token, "prod", "team/app"))).toBeUndefined();
    for (const beyond of [
      () => requireAction(token, "apply"),
      () => requireRegistry(token, "lab"),
      () => requireRepository(token, "prod", "other"),
      () => requireRepository(token, "lab", "team/app"),
      () => requireWholeRegistry(token, "prod"),
      () => requireEverything(token),
    ]) {
      expect(await code(beyond)).toBe("TOKEN_SCOPE");
    }
    expect(() => requireRepository(token, "prod", "other")).toThrow(
      "The token “ci” is not for the repository “other”. Make one with that in its scopes.",
    );
  });

  test("are no matter of people, whose role decides", async () => {
    const ada = { kind: "user", id: "2", username: "ada", role: "viewer" } as const;
    expect(await code(() => requireEverything(ada))).toBeUndefined();
    expect(await code(() => requireAction(ada, "apply"))).toBeUndefined();
    expect(await code(() => requireEverything(null))).toBeUndefined();
  });
});
