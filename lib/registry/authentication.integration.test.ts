import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { buildImage } from "#scripts/samples/image.ts";
import { buildLayer, file } from "#scripts/samples/layer.ts";
import { pushImage } from "#scripts/samples/push.ts";
import { listRepositories } from "./catalog.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
import { deleteManifest, getManifest } from "./manifests.ts";
import { openRegistry, type Registry, type RegistryOptions } from "./open.ts";
import { ping } from "./ping.ts";
import { listTags } from "./tags.ts";
import { startTokenServer, type TokenServer } from "./test-token-server.ts";
import { mountBlob, uploadBlob } from "./uploads.ts";

const account = { username: "ops", password: "correct: horse ☂" };
const app = parseRepositoryName("team/app");
const image = buildImage({ layers: [await buildLayer([file("who", "authentication")])] });

const opened: Registry[] = [];
function open(url: string, more: Partial<RegistryEndpoint> = {}, options: RegistryOptions = {}): Registry {
  const registry = openRegistry(
    { slug: "a", name: "A", url, plainHttp: true, skipTlsVerify: false, ...more },
    options,
  );
  opened.push(registry);
  return registry;
}
afterAll(() => Promise.all(opened.map((registry) => registry.close())));

async function names(registry: Registry): Promise<string[]> {
  const all: string[] = [];
  for await (const page of listRepositories(registry)) all.push(...page);
  return all;
}

describe("a registry without authentication", () => {
  let server: RunningRegistry;
  beforeAll(async () => {
    server = await startRegistry();
  });
  afterAll(() => server.stop());

  test("is used without any, also where an account is set", async () => {
    expect(await ping(open(server.url))).toEqual({ apiVersion: "registry/2.0", authentication: "none" });
    expect((await ping(open(server.url, { credentials: account }))).authentication).toBe("none");
  });
});

describe("a registry with Basic authentication", () => {
  let server: RunningRegistry;
  beforeAll(async () => {
    server = await startRegistry({ auth: account });
  });
  afterAll(() => server.stop());

  test("is read and written with the account that is set for it", async () => {
    const registry = open(server.url, { credentials: account });
    expect(await ping(registry)).toEqual({ apiVersion: "registry/2.0", authentication: "basic" });
    await pushImage(registry, app, [parseTag("v1")], image);
    expect(await listTags(registry, app)).toEqual(["v1"]);
    expect(await names(registry)).toEqual(["team/app"]);
    await deleteManifest(registry, app, image.content.digest);
    expect(await listTags(registry, app)).toEqual([]);
  });

  test("refuses a stranger in words that say what is missing", async () => {
    await expect(ping(open(server.url))).rejects.toMatchObject({
      code: "UNAUTHORIZED",
      status: 401,
      registry: "a",
      message: expect.stringMatching(/^A wants credentials for its API, and none are set\./),
    });
  });

  test("refuses a wrong password in words that name the user and not the password", async () => {
    const credentials = { ...account, password: "hunter2hunter2" };
    const failure = await ping(open(server.url, { credentials })).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "UNAUTHORIZED", message: expect.stringContaining("user ops") });
    expect(JSON.stringify(failure) + String(failure)).not.toContain("hunter2");
  });
});

describe("a registry with tokens", () => {
  let tokens: TokenServer;
  let server: RunningRegistry;
  const everything = (_: string, actions: readonly string[]) => actions;

  beforeAll(async () => {
    tokens = await startTokenServer({ ...account, grant: everything });
    server = await startRegistry({ token: tokens.settings });
  });
  afterAll(() => Promise.all([server.stop(), tokens.stop()]));
  beforeEach(() => {
    tokens.policy = { ...account, grant: everything };
    tokens.asked.length = 0;
  });

  const openWithAccount = (options: RegistryOptions = {}) =>
    open(server.url, { credentials: account }, options);
  const scopes = () => tokens.asked.map((one) => one.scopes.join(" "));

  test("is read and written with one token for each scope, asked for with the account", async () => {
    const registry = openWithAccount();
    expect(await ping(registry)).toEqual({ apiVersion: "registry/2.0", authentication: "bearer" });
    await pushImage(registry, app, [parseTag("v1"), parseTag("v2")], image);
    expect((await listTags(registry, app)).toSorted()).toEqual(["v1", "v2"]);
    expect(await names(registry)).toEqual(["team/app"]);
    await deleteManifest(registry, app, image.content.digest);
    await expect(getManifest(registry, app, parseTag("v1"))).rejects.toMatchObject({
      code: "MANIFEST_UNKNOWN",
    });
    expect(scopes()).toEqual([
      "",
      "repository:team/app:pull",
      "repository:team/app:pull,push",
      "registry:catalog:*",
      "repository:team/app:delete",
    ]);
    for (const { service, account: who, headers } of tokens.asked) {
      expect({ service, who }).toEqual({ service: "registry.test", who: "ops" });
      expect(headers.authorization).toMatch(/^Basic /);
    }
  });

  test("asks once for many requests that begin at the same time", async () => {
    const registry = openWithAccount();
    await ping(registry);
    tokens.asked.length = 0;
    await Promise.all(Array.from({ length: 20 }, () => listTags(registry, app).catch(() => [])));
    expect(scopes()).toEqual(["repository:team/app:pull"]);
  });

  test("gets a new token shortly before the old one ends", async () => {
    let now = Date.now();
    const registry = openWithAccount({ now: () => now });
    await names(registry);
    now += 260_000;
    await names(registry);
    expect(scopes()).toEqual(["registry:catalog:*"]);
    now += 20_000;
    await names(registry);
    expect(scopes()).toEqual(["registry:catalog:*", "registry:catalog:*"]);
  });

  test("gets a new token when the registry finds the old one stale, once for all who wait", async () => {
    // The registry's clock is the true one; the token says that it ended long ago, the answer that it is fresh.
    tokens.policy = { ...tokens.policy, lifetime: -3600 };
    const registry = openWithAccount({ now: () => 0 });
    await expect(names(registry)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(scopes()).toEqual(["registry:catalog:*", "registry:catalog:*"]);
    tokens.policy = { ...tokens.policy, lifetime: 300 };
    tokens.asked.length = 0;
    await Promise.all(Array.from({ length: 8 }, () => names(registry)));
    expect(scopes()).toEqual(["registry:catalog:*"]);
  });

  test("is read by anybody where the token server gives strangers a token", async () => {
    await pushImage(openWithAccount(), app, [parseTag("v1")], image);
    tokens.policy = {
      ...tokens.policy,
      grant: (_, actions, username) =>
        username === undefined ? actions.filter((one) => one === "pull") : actions,
    };
    const stranger = open(server.url);
    expect(await listTags(stranger, app)).toEqual(["v1"]);
    await expect(uploadBlob(stranger, app, Buffer.from("stranger's"))).rejects.toMatchObject({
      code: "UNAUTHORIZED",
      message: expect.stringContaining("none are set"),
    });
  });

  test("says so where the token server refuses the password", async () => {
    const registry = open(server.url, { credentials: { ...account, password: "wrong" } });
    await expect(ping(registry)).rejects.toMatchObject({
      code: "UNAUTHORIZED",
      status: 401,
      message: expect.stringContaining("refuses the credentials set for it"),
    });
  });

  test("says so where the account may read but not delete", async () => {
    await pushImage(openWithAccount(), app, [parseTag("v1")], image);
    tokens.policy = {
      ...tokens.policy,
      grant: (_, actions) => actions.filter((action) => action !== "delete"),
    };
    const registry = openWithAccount();
    await expect(deleteManifest(registry, app, image.content.digest)).rejects.toMatchObject({
      code: expect.stringMatching(/^(UNAUTHORIZED|DENIED)$/),
    });
    expect(await listTags(registry, app)).toEqual(["v1"]);
  });

  test("mounts a blob with one token for both repositories", async () => {
    const registry = openWithAccount();
    const from = parseRepositoryName("from");
    const digest = await uploadBlob(registry, from, Buffer.from("to be mounted"));
    tokens.asked.length = 0;
    expect(await mountBlob(registry, parseRepositoryName("to"), digest, from)).toBe(true);
    expect(scopes()).toEqual(["repository:to:pull,push repository:from:pull"]);
  });
});
