import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import type { SettingsContext } from "./context.ts";
import { endpointFor, endpointForDraft } from "./registry-credentials.ts";
import { type RegistryDraftInput, registryDraftSchema } from "./registry-draft.ts";
import {
  allRegistries,
  changeRegistry,
  deleteRegistry,
  existingRegistry,
  insertRegistry,
} from "./registry-store.ts";
import { secretBox } from "./secret-box.ts";
import type { ConfiguredRegistry } from "./types.ts";

let db: Kysely<Schema>;
let context: SettingsContext;
beforeEach(() => {
  db = openTestDatabase();
  context = withSecret("the secret of this installation, long");
});
afterEach(() => db.destroy());

function withSecret(secret: string, configured: ConfiguredRegistry[] = []): SettingsContext {
  return { db, box: () => secretBox([secret]), configured };
}

function draft(over: Partial<RegistryDraftInput> = {}) {
  const base = { slug: "prod", name: "Production", url: "https://registry.example.com" };
  return registryDraftSchema.parse({ ...base, username: "robot", password: "hunter2", ...over });
}

async function code(promise: Promise<unknown>): Promise<unknown> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return (error as { code?: unknown } | undefined)?.code;
}

const locked: ConfiguredRegistry = {
  setting: {
    slug: "locked",
    name: "Locked",
    url: "https://locked.example.com",
    plainHttp: false,
    skipTlsVerify: false,
    username: "env",
    hasPassword: true,
    readOnly: false,
    repositories: [],
    origin: "environment",
  },
  password: "from the environment",
};

describe("stored registries", () => {
  test("come back as they were given, without the password", async () => {
    await insertRegistry(context, draft({ repositories: ["team/app"], readOnly: true }), 1);
    const [setting] = await allRegistries(context);
    expect(setting).toEqual({
      slug: "prod",
      name: "Production",
      url: "https://registry.example.com",
      plainHttp: false,
      skipTlsVerify: false,
      username: "robot",
      hasPassword: true,
      readOnly: true,
      repositories: ["team/app"],
      origin: "database",
    });
  });

  test("keep the password encrypted at rest, and give it to the client", async () => {
    const setting = await insertRegistry(context, draft(), 1);
    const row = await db.selectFrom("registries").selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain("hunter2");
    expect((await endpointFor(context, setting)).credentials).toEqual({
      username: "robot",
      password: "hunter2",
    });
  });

  test("have slugs of their own", async () => {
    await insertRegistry(context, draft(), 1);
    expect(await code(insertRegistry(context, draft(), 1))).toBe("SLUG_TAKEN");
    expect(await code(changeRegistry(context, "prod", draft({ slug: "other" }), 2))).toBe("SLUG_FIXED");
    expect(await code(existingRegistry(context, "none"))).toBe("REGISTRY_UNKNOWN");
    expect(await code(deleteRegistry(context, "none"))).toBe("REGISTRY_UNKNOWN");
  });

  test("keep the password where a change does not give one, and lose it where it is null or the user name goes", async () => {
    await insertRegistry(context, draft(), 1);
    const kept = await changeRegistry(context, "prod", draft({ name: "New", password: undefined }), 2);
    expect(kept).toMatchObject({ name: "New", hasPassword: true });
    expect((await endpointFor(context, kept)).credentials?.password).toBe("hunter2");
    const removed = await changeRegistry(context, "prod", draft({ password: null }), 3);
    expect(removed.hasPassword).toBe(false);
    await changeRegistry(context, "prod", draft(), 4);
    const anonymous = await changeRegistry(
      context,
      "prod",
      draft({ username: null, password: undefined }),
      5,
    );
    expect(anonymous.hasPassword).toBe(false);
    expect(await endpointFor(context, anonymous)).not.toHaveProperty("credentials");
  });

  test("do not send a kept password to another server", async () => {
    const stored = await insertRegistry(context, draft(), 1);
    const elsewhere = draft({ url: "https://evil.example.com", password: undefined });
    expect(await code(changeRegistry(context, "prod", elsewhere, 2))).toBe("PASSWORD_NEEDED");
    expect(await code(endpointForDraft(context, elsewhere, stored))).toBe("PASSWORD_NEEDED");
    const downgraded = draft({ url: "http://registry.example.com", plainHttp: true, password: undefined });
    expect(await code(endpointForDraft(context, downgraded, stored))).toBe("PASSWORD_NEEDED");
    const deeper = draft({ url: "https://registry.example.com/prefix", password: undefined });
    expect((await endpointForDraft(context, deeper, stored)).credentials?.password).toBe("hunter2");
  });

  test("are gone when removed, the password too", async () => {
    await insertRegistry(context, draft(), 1);
    await deleteRegistry(context, "prod");
    expect(await db.selectFrom("registries").selectAll().execute()).toEqual([]);
  });
});

describe("a changed secret", () => {
  test("gives an error that names the variable, and loses nothing", async () => {
    const setting = await insertRegistry(context, draft(), 1);
    const changed = withSecret("another secret, which is long enough");
    expect(await allRegistries(changed)).toEqual([setting]);
    await expect(endpointFor(changed, setting)).rejects.toThrow(/Production.*STOWAGE_SECRET/);
    await changeRegistry(changed, "prod", draft({ name: "Renamed", password: undefined }), 2);
    const back = await existingRegistry(context, "prod");
    expect((await endpointFor(context, back)).credentials?.password).toBe("hunter2");
  });

  test("is mended by entering the password again", async () => {
    const setting = await insertRegistry(context, draft(), 1);
    const changed = withSecret("another secret, which is long enough");
    await changeRegistry(changed, "prod", draft({ password: "again" }), 2);
    expect((await endpointFor(changed, setting)).credentials?.password).toBe("again");
  });

  test("does not open a password that was copied to another registry's row", async () => {
    await insertRegistry(context, draft(), 1);
    const other = await insertRegistry(context, draft({ slug: "other", password: "mine" }), 1);
    const { password } = await db
      .selectFrom("registries")
      .select("password")
      .where("slug", "=", "prod")
      .executeTakeFirstOrThrow();
    await db.updateTable("registries").set({ password }).where("slug", "=", "other").execute();
    expect(await code(endpointFor(context, other))).toBe("SECRET_CHANGED");
  });
});

describe("registries of the environment", () => {
  test("come first, have their password, and are locked", async () => {
    await insertRegistry(context, draft({ name: "A" }), 1);
    const both = withSecret("the secret of this installation, long", [locked]);
    expect((await allRegistries(both)).map(({ slug }) => slug)).toEqual(["locked", "prod"]);
    expect((await endpointFor(both, locked.setting)).credentials?.password).toBe("from the environment");
    expect(await code(deleteRegistry(both, "locked"))).toBe("REGISTRY_LOCKED");
    expect(await code(changeRegistry(both, "locked", draft({ slug: "locked" }), 2))).toBe("REGISTRY_LOCKED");
    expect(await code(insertRegistry(both, draft({ slug: "locked" }), 2))).toBe("SLUG_TAKEN");
  });

  test("hide a stored one of the same slug without touching it", async () => {
    await insertRegistry(context, draft({ slug: "locked", name: "Stored" }), 1);
    const both = withSecret("the secret of this installation, long", [locked]);
    expect((await allRegistries(both)).map(({ name }) => name)).toEqual(["Locked"]);
    expect((await allRegistries(context)).map(({ name }) => name)).toEqual(["Stored"]);
  });
});
