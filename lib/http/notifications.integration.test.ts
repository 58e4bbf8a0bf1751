import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { imageOf } from "#e2e/sample-image.ts";
import { followEvents } from "#lib/activity/follow.ts";
import { listActivity } from "#lib/activity/list.ts";
import { pullsOfTags } from "#lib/activity/pulls.ts";
import { database } from "#lib/db/database.ts";
import { storedTagRows } from "#lib/index/tag-rows.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { registryFor } from "#lib/settings/registries.ts";
import { buildIndex } from "#scripts/samples/image.ts";
import { pushImage } from "#scripts/samples/push.ts";
import { freePort } from "#scripts/tools/ports.ts";
import { startTestApi, type TestApi } from "./test-api.ts";

const run = promisify(execFile);
const app = parseRepositoryName("team/app");
const agent = /^skopeo\//;

let api: TestApi;
let listener: Server;
let server: RunningRegistry;
beforeEach(async () => {
  const port = await freePort();
  api = startTestApi({
    REGISTRY_URL: `http://127.0.0.1:${port}`,
    REGISTRY_SLUG: "prod",
    REGISTRY_USERNAME: auth.username,
    REGISTRY_PASSWORD: auth.password,
  });
  await api.enter("administrator");
  const made = await api.call("POST", "/api/registries/prod/notifications");
  const { token } = (await made.json()) as { token: string };
  listener = await listen(api);
  server = await startRegistry({ port, lines: notifications(listener, token), auth });
});
afterEach(async () => {
  await server.stop();
  // What still follows in the background needs the database and the registry's connections.
  await followEvents("prod", []);
  listener.closeAllConnections();
  listener.close();
  await (await registryFor("prod")).close();
  await api.close();
});

const auth = { username: "robot", password: "a robot's password" };

/** What Next does: a real server in front of the routes. */
async function listen(to: TestApi): Promise<Server> {
  const http = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = await to.call("POST", request.url ?? "", {
      body: Buffer.concat(chunks).toString(),
      headers: {
        "content-type": request.headers["content-type"] ?? "",
        authorization: request.headers.authorization ?? "",
      },
    });
    response.writeHead(answer.status).end(await answer.text());
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return http;
}

function notifications(http: Server, token: string): string {
  const { port } = http.address() as AddressInfo;
  return `notifications:
  endpoints:
    - name: stowage
      url: http://127.0.0.1:${port}/api/events/prod
      headers:
        Authorization: [Bearer ${token}]
      timeout: 5s
      threshold: 5
      backoff: 1s
`;
}

const skopeo = (...parameters: string[]) => run("skopeo", parameters);
const creds = `${auth.username}:${auth.password}`;

/** A place in the registry, for skopeo. */
const at = (reference: string) => `docker://${server.host}/${reference}`;

/** Copies within the registry: one pull and one push that are not Stowage's. */
async function copy(from: string, to: string): Promise<void> {
  await skopeo(
    "copy",
    "--all",
    ...["--src-tls-verify=false", "--dest-tls-verify=false", "--src-creds", creds, "--dest-creds", creds],
    at(from),
    at(to),
  );
}

/** Arranges an image under `source:any` by Stowage's own client. */
async function pushSource(what: string): Promise<void> {
  await pushImage(
    await registryFor("prod"),
    parseRepositoryName("source"),
    [parseTag("any")],
    await imageOf(what),
  );
}

const activityOf = async (repository: string) =>
  (await listActivity(database(), { repository }, true)).entries;
/** The tags that the index knows, each with what is behind it. */
const indexed = async () =>
  (await storedTagRows(database(), "prod", app)).filter(({ summary }) => summary !== null);
const pulls = async (...tags: string[]) =>
  Object.fromEntries(await pullsOfTags(database(), "prod", app, tags.map(parseTag)));

/** Events that are on their way arrive before those of a later request: the registry delivers them in their order. */
async function untilDelivered(): Promise<void> {
  const mark = `mark-${Math.random().toString(36).slice(2)}`;
  await pushImage(await registryFor("prod"), parseRepositoryName(mark), [parseTag("x")], await imageOf(mark));
  await vi.waitFor(async () => expect(await activityOf(mark)).toHaveLength(1), { timeout: 10_000 });
}

test("a push by skopeo is activity with account, address and program, and in the index without a sync", async () => {
  await pushSource("one");
  await copy("source:any", "team/app:v1");
  await vi.waitFor(async () => expect((await indexed()).map(({ tag }) => tag)).toEqual(["v1"]), {
    timeout: 10_000,
  });
  const [row] = await indexed();
  expect(row).toMatchObject({ tag: "v1", problem: null, summary: { kind: "manifest" } });
  expect(await activityOf("team/app")).toEqual([
    {
      id: expect.any(Number),
      at: expect.any(Number),
      registry: "prod",
      action: "push",
      repository: "team/app",
      tag: "v1",
      digest: row?.digest,
      actor: "robot",
      address: "127.0.0.1",
      userAgent: expect.stringMatching(agent),
    },
  ]);
});

test("a tag that is pushed again points at the new image", async () => {
  await pushSource("first");
  await copy("source:any", "team/app:latest");
  await vi.waitFor(async () => expect(await indexed()).toHaveLength(1), { timeout: 10_000 });
  const [before] = await indexed();
  await pushSource("second");
  await copy("source:any", "team/app:latest");
  await vi.waitFor(async () => expect((await indexed())[0]?.digest).not.toBe(before?.digest), {
    timeout: 10_000,
  });
});

test("a digest that skopeo deletes takes its tags out of the index, and each is activity", async () => {
  await pushSource("shared");
  await copy("source:any", "team/app:a");
  // From there, since skopeo compresses what it copies first.
  await copy("team/app:a", "team/app:b");
  await vi.waitFor(async () => expect(await indexed()).toHaveLength(2), { timeout: 10_000 });
  await skopeo("delete", "--tls-verify=false", "--creds", creds, at("team/app:a"));
  await vi.waitFor(async () => expect(await indexed()).toEqual([]), { timeout: 10_000 });
  await untilDelivered();
  const deleted = (await activityOf("team/app")).filter(({ action }) => action === "delete");
  expect(deleted.map(({ tag }) => tag).toSorted()).toEqual(["a", "b", null]);
  expect(deleted.every(({ actor, userAgent }) => actor === "robot" && agent.test(userAgent ?? ""))).toBe(
    true,
  );
});

test("one pull counts once, of an image of several platforms too, and Stowage’s own reading not at all", async () => {
  const index = buildIndex({
    children: [
      { image: await imageOf("amd64"), platform: { os: "linux", architecture: "amd64" } },
      {
        image: await imageOf("arm64", { architecture: "arm64" }),
        platform: { os: "linux", architecture: "arm64" },
      },
    ],
  });
  await pushImage(await registryFor("prod"), app, [parseTag("multi")], index);
  await vi.waitFor(async () => expect(await indexed()).toHaveLength(1), { timeout: 10_000 });
  expect(await pulls("multi")).toEqual({});
  await copy("team/app:multi", "elsewhere:multi");
  await untilDelivered();
  expect(await pulls("multi")).toEqual({ multi: { pulls: 1, lastPulledAt: expect.any(Number) } });
});

test("docker’s way to pull, HEAD by tag and then GET of the digest, is one pull of the tag; HEAD alone is none", async () => {
  await pushSource("docker");
  await copy("source:any", "team/app:v1");
  await vi.waitFor(async () => expect(await indexed()).toHaveLength(1), { timeout: 10_000 });
  const headers = {
    authorization: `Basic ${Buffer.from(creds).toString("base64")}`,
    accept: "application/vnd.oci.image.manifest.v1+json",
    "user-agent": "docker/29.1.2 go/go1.25.5",
  };
  const ask = (method: string, reference: string) =>
    fetch(`${server.url}/v2/team/app/manifests/${reference}`, { method, headers });
  await ask("HEAD", "v1");
  await untilDelivered();
  expect(await pulls("v1")).toEqual({});
  const head = await ask("HEAD", "v1");
  await ask("GET", head.headers.get("docker-content-digest") ?? "");
  await untilDelivered();
  expect(await pulls("v1")).toEqual({ v1: { pulls: 1, lastPulledAt: expect.any(Number) } });
});

test("a tag that Stowage deletes by placeholder is one deletion, and the placeholder no push", async () => {
  await pushSource("goes");
  await copy("source:any", "team/app:v1");
  await vi.waitFor(async () => expect(await indexed()).toHaveLength(1), { timeout: 10_000 });
  const [row] = await indexed();
  const plans = "/api/registries/prod/plans";
  const from = { kind: "tags", repository: "team/app", tags: [{ tag: "v1", digest: row?.digest }] };
  const { id } = (await (await api.call("POST", plans, { body: { from } })).json()) as { id: string };
  await api.call("POST", `${plans}/${id}`, { body: { action: "apply" } });
  await vi.waitFor(
    async () =>
      expect(await (await api.call("GET", `${plans}/${id}`)).json()).toMatchObject({ state: "done" }),
    { timeout: 10_000 },
  );
  await untilDelivered();
  const told = (await activityOf("team/app")).map(({ action, tag }) => `${action} ${tag}`);
  // The manifest goes after its tag.
  expect(told).toEqual(["delete null", "delete v1", "push v1"]);
});
