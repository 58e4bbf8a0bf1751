import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { AccessError } from "./access-error.ts";
import { newUserSchema } from "./account-schemas.ts";
import { anonymousViewing, setAnonymousViewing } from "./anonymous-viewing.ts";
import type { Role } from "./role.ts";
import { absoluteLimit, endSession, idleLimit, purgeSessions, sessionUser } from "./sessions.ts";
import { createConfiguredAdministrator, createFirstAdministrator } from "./setup.ts";
import { setupCode } from "./setup-code.ts";
import { changeOwnPassword, signIn } from "./sign-in.ts";
import { changeUser, createUser, listUsers, removeUser } from "./users.ts";

const start = Date.UTC(2026, 0, 1);
const address = "192.0.2.1";
const password = "correct horse battery";

let db: Kysely<Schema>;
let folder: string;
beforeEach(() => {
  db = openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "stowage-access-"));
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

function add(username: string, role: Role) {
  return createUser(db, { username, role, password }, start);
}

function enter(username: string, now = start) {
  return signIn(db, { username, password }, address, now);
}

async function code(promise: Promise<unknown>): Promise<unknown> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof AccessError ? error.code : error;
}

describe("signing in", () => {
  test("finds the user by name in any case, and notes when", async () => {
    const ada = await add("Ada", "operator");
    const token = await enter("aDA", start + 5);
    expect(await sessionUser(db, token, start + 5)).toEqual({
      kind: "user",
      id: ada.id,
      username: "Ada",
      role: "operator",
    });
    expect((await listUsers(db))[0]?.signedInAt).toBe(new Date(start + 5).toISOString());
  });

  test("does not tell a wrong name from a wrong password", async () => {
    await add("ada", "viewer");
    const wrong = { username: "ada", password: "wrong horse battery" };
    const messages = await Promise.all(
      [wrong, { ...wrong, username: "nobody" }].map((credentials) =>
        signIn(db, credentials, address, start).catch((error: Error) => error.message),
      ),
    );
    expect(messages[0]).toMatch(/user name or the password is wrong/);
    expect(messages[1]).toBe(messages[0]);
  });

  test("keeps neither token nor password readable", async () => {
    await add("ada", "viewer");
    const token = await enter("ada");
    const tables = await Promise.all([
      db.selectFrom("users").selectAll().execute(),
      db.selectFrom("sessions").selectAll().execute(),
    ]);
    expect(JSON.stringify(tables)).not.toContain(token);
    expect(JSON.stringify(tables)).not.toContain(password);
  });
});

describe("sessions", () => {
  test("end when they are not used", async () => {
    await add("ada", "viewer");
    const token = await enter("ada");
    expect(await sessionUser(db, token, start + idleLimit)).toBeUndefined();
  });

  test("go on while they are used, but not for ever", async () => {
    await add("ada", "viewer");
    const token = await enter("ada");
    for (let now = start; now < start + absoluteLimit; now += idleLimit - 1) {
      expect(await sessionUser(db, token, now)).toBeDefined();
    }
    expect(await sessionUser(db, token, start + absoluteLimit)).toBeUndefined();
    await purgeSessions(db, start + absoluteLimit);
    expect(await db.selectFrom("sessions").selectAll().execute()).toEqual([]);
  });

  test("end on signing out, and no token but a real one opens any", async () => {
    await add("ada", "viewer");
    const token = await enter("ada");
    const { token_hash: hash } = await db.selectFrom("sessions").selectAll().executeTakeFirstOrThrow();
    expect(await sessionUser(db, hash, start)).toBeUndefined();
    expect(await sessionUser(db, "", start)).toBeUndefined();
    await endSession(db, token);
    expect(await sessionUser(db, token, start)).toBeUndefined();
  });

  test("end when an administrator changes the role or the password, or removes the user", async () => {
    await add("root", "administrator");
    const ada = await add("ada", "viewer");
    for (const change of [
      () => changeUser(db, ada.id, { role: "operator" }),
      () => changeUser(db, ada.id, { password }),
      () => removeUser(db, ada.id),
    ]) {
      const token = await enter("ada");
      await change();
      expect(await sessionUser(db, token, start)).toBeUndefined();
    }
  });

  test("go on here and end elsewhere when somebody changes their own password", async () => {
    const ada = await add("ada", "viewer");
    const here = await enter("ada");
    const elsewhere = await enter("ada");
    const change = { current: password, next: "another horse" };
    await changeOwnPassword(db, ada, change, here, address, start);
    expect(await sessionUser(db, here, start)).toBeDefined();
    expect(await sessionUser(db, elsewhere, start)).toBeUndefined();
    expect(await code(enter("ada"))).toBe("CREDENTIALS_WRONG");
    expect(await code(changeOwnPassword(db, ada, change, here, address, start))).toBe("PASSWORD_WRONG");
  });

  test("do not start when the password was changed while it was being checked", async () => {
    const ada = await add("ada", "viewer");
    const entering = code(enter("ada"));
    await db.updateTable("users").set({ password_hash: "changed" }).where("id", "=", ada.id).execute();
    expect(await entering).toBe("CREDENTIALS_WRONG");
    expect(await db.selectFrom("sessions").selectAll().execute()).toEqual([]);
  });
});

describe("users", () => {
  test("have names of their own, whatever the case", async () => {
    await add("ada", "viewer");
    expect(await code(add("ADA", "viewer"))).toBe("USERNAME_TAKEN");
  });

  test("include an administrator at any time", async () => {
    const root = await add("root", "administrator");
    expect(await code(removeUser(db, root.id))).toBe("LAST_ADMINISTRATOR");
    expect(await code(changeUser(db, root.id, { role: "viewer" }))).toBe("LAST_ADMINISTRATOR");
    const second = await add("second", "administrator");
    const both = await Promise.all([code(removeUser(db, root.id)), code(removeUser(db, second.id))]);
    expect(both.toSorted()).toEqual(["LAST_ADMINISTRATOR", undefined]);
  });

  test("that are gone cannot be changed", async () => {
    expect(await code(removeUser(db, "nobody"))).toBe("USER_UNKNOWN");
    expect(await code(changeUser(db, "nobody", { role: "viewer" }))).toBe("USER_UNKNOWN");
  });

  test.each([
    [{ username: "a b", password, role: "viewer" }, "username"],
    [{ username: "", password, role: "viewer" }, "username"],
    [{ username: "ada", password: "123456789", role: "viewer" }, "password"],
    [{ username: "ada", password: "x".repeat(257), role: "viewer" }, "password"],
    [{ username: "ada", password, role: "root" }, "role"],
  ])("are refused as %o", (user, field) => {
    expect(newUserSchema.safeParse(user).error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });
});

describe("the first administrator", () => {
  const setup = { username: "root", password };

  test("needs the one-time code, typed in any way", async () => {
    const printed = setupCode(folder);
    expect(await code(createFirstAdministrator(db, folder, { ...setup, code: "" }, address, start))).toBe(
      "SETUP_CODE_WRONG",
    );
    const typed = printed.toLowerCase().replaceAll("-", " ");
    const token = await createFirstAdministrator(db, folder, { ...setup, code: typed }, address, start);
    expect(await sessionUser(db, token, start)).toMatchObject({ username: "root", role: "administrator" });
    const again = createFirstAdministrator(db, folder, { ...setup, code: printed }, address, start);
    expect(await code(again)).toBe("SETUP_DONE");
  });

  test("is one alone of two that come at once", async () => {
    const printed = setupCode(folder);
    const attempts = await Promise.all(
      ["one", "two"].map((username) =>
        code(createFirstAdministrator(db, folder, { code: printed, username, password }, address, start)),
      ),
    );
    expect(attempts.toSorted()).toEqual(["SETUP_DONE", undefined]);
    expect(await listUsers(db)).toHaveLength(1);
  });

  test("cannot be found by trying codes", async () => {
    let tried = 0;
    let last: unknown;
    do {
      tried++;
      last = await code(createFirstAdministrator(db, folder, { ...setup, code: "A" }, address, start));
    } while (last === "SETUP_CODE_WRONG" && tried < 100);
    expect(last).toBe("TOO_MANY_ATTEMPTS");
    expect(tried).toBeLessThan(20);
  });

  test("comes from the environment only where there is no account", async () => {
    expect(await createConfiguredAdministrator(db, setup)).toBe(true);
    expect(await createConfiguredAdministrator(db, { ...setup, username: "other" })).toBe(false);
    expect((await listUsers(db)).map(({ username, role }) => [username, role])).toEqual([
      ["root", "administrator"],
    ]);
  });
});

describe("the one-time code", () => {
  test("stays the same over restarts, in a file that its owner alone can read", () => {
    const data = join(folder, "new");
    const printed = setupCode(data);
    expect(printed).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
    expect(setupCode(data)).toBe(printed);
    expect(statSync(join(data, "setup-code")).mode & 0o777).toBe(0o600);
  });

  test("is made again where its file was cut off", () => {
    writeFileSync(join(folder, "setup-code"), "");
    expect(setupCode(folder)).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
  });
});

describe("anonymous viewing", () => {
  test("is off until it is switched on", async () => {
    expect(await anonymousViewing(db, undefined)).toEqual({ allowed: false, locked: false });
    await setAnonymousViewing(db, undefined, true);
    expect(await anonymousViewing(db, undefined)).toEqual({ allowed: true, locked: false });
    await setAnonymousViewing(db, undefined, false);
    expect(await anonymousViewing(db, undefined)).toEqual({ allowed: false, locked: false });
  });

  test("is locked where the environment decides", async () => {
    await setAnonymousViewing(db, undefined, true);
    expect(await anonymousViewing(db, false)).toEqual({ allowed: false, locked: true });
    expect(await code(setAnonymousViewing(db, false, true))).toBe("SETTING_LOCKED");
  });
});
