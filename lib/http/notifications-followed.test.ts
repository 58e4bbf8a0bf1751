import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { lastChange } from "#lib/activity/changes.ts";
import { followEvents } from "#lib/activity/follow.ts";
import type { ActivityEvent } from "#lib/activity/store-events.ts";
import { database } from "#lib/db/database.ts";
import { storedTagRows } from "#lib/index/tag-rows.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { answerJson, type ScriptedServer, startScriptedServer } from "#lib/registry/test-server.ts";
import { registryFor } from "#lib/settings/registries.ts";
import { startTestApi, type TestApi } from "./test-api.ts";

const app = parseRepositoryName("app");

let api: TestApi;
let server: ScriptedServer;
afterEach(async () => {
  await (await registryFor("prod")).close();
  await server.stop();
  await api.close();
});

/** A registry whose tags point where `pointed` says at the time that they are asked for. */
async function start(pointed: (tag: string) => string | undefined | Promise<string | undefined>) {
  server = await startScriptedServer(async ({ method, url }, answer) => {
    const [, reference = ""] = url.split("/manifests/");
    if (url.startsWith("/v2/app/tags/list")) return answerJson(answer, 200, { name: "app", tags: [] });
    const what = reference.startsWith("sha256:") ? whatIs(reference) : await pointed(reference);
    if (what === undefined) return answerJson(answer, 404, { errors: [{ code: "MANIFEST_UNKNOWN" }] });
    answerManifest(answer, method, what);
  });
  api = startTestApi({ REGISTRY_URL: server.url, REGISTRY_SLUG: "prod" });
  // Known already, so that its tags alone are asked for.
  await database()
    .insertInto("index_repositories")
    .values({
      registry: "prod",
      repository: "app",
      tags_read_at: 1,
      problem_code: null,
      problem_message: null,
    })
    .execute();
}

/** An artifact that says `what`, and its digest. */
const manifestOf = (what: string) => {
  const empty = { mediaType: "application/vnd.oci.empty.v1+json", digest: digestOf("{}"), size: 2 };
  const annotations = { what };
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: mediaTypes.ociManifest,
    artifactType: "text/plain",
    config: empty,
    layers: [empty],
    annotations,
  });
};
const digestOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}` as Digest;
const digestSaying = (what: string) => digestOf(manifestOf(what));
const known = ["one", "two"];
const whatIs = (digest: string) => known.find((what) => digestSaying(what) === digest);

function answerManifest(answer: ServerResponse, method: string, what: string): void {
  const body = manifestOf(what);
  answer.writeHead(200, {
    "content-type": mediaTypes.ociManifest,
    "content-length": Buffer.byteLength(body),
    "docker-content-digest": digestOf(body),
  });
  answer.end(method === "HEAD" ? undefined : body);
}

const event = (more: Pick<ActivityEvent, "action" | "tag" | "digest">): ActivityEvent =>
  ({
    id: "any",
    at: 1,
    repository: app,
    origin: { actor: null, address: null, userAgent: null },
    ...more,
  }) as ActivityEvent;
const pushed = (tag: string, what: string) =>
  event({ action: "push", tag: parseTag(tag), digest: digestSaying(what) });
const deleted = (tag: string) => event({ action: "delete", tag: parseTag(tag), digest: null });
const indexed = async () =>
  Object.fromEntries((await storedTagRows(database(), "prod", app)).map(({ tag, digest }) => [tag, digest]));

test("a tag that is told of before it points there is asked for until it does", async () => {
  let asked = 0;
  await start(() => {
    asked += 1;
    return asked > 2 ? "two" : "one";
  });
  await followEvents("prod", [pushed("latest", "two")]);
  expect(await indexed()).toEqual({ latest: digestSaying("two") });
  expect(asked).toBe(3);
});

test("a tag that is there only after it was told of is in the index", async () => {
  let asked = 0;
  await start(() => {
    asked += 1;
    return asked > 1 ? "one" : undefined;
  });
  await followEvents("prod", [pushed("new", "one")]);
  expect(await indexed()).toEqual({ new: digestSaying("one") });
});

test("what was told last of a tag counts, and is waited for alone", async () => {
  await start(() => "two");
  await followEvents("prod", [pushed("latest", "one"), deleted("latest"), pushed("latest", "two")]);
  expect(await indexed()).toEqual({ latest: digestSaying("two") });
  expect(server.asked.filter(({ url }) => url.endsWith("/latest"))).toHaveLength(1);
});

test("a tag that was pushed and is gone by now is waited for no longer", async () => {
  const gone = Promise.withResolvers<void>();
  await start(async () => {
    await gone.promise;
    return undefined;
  });
  const done = followEvents("prod", [pushed("short-lived", "one")]);
  await vi.waitFor(() => expect(server.asked).toHaveLength(1));
  void followEvents("prod", [deleted("short-lived")]);
  gone.resolve();
  await done;
  expect(await indexed()).toEqual({});
  // Once for the push, and once for the deletion.
  expect(server.asked.map(({ method }) => method)).toEqual(["HEAD", "HEAD"]);
});

test("hundreds of pushes at once ask a few at a time, and of each tag once", async () => {
  let underWay = 0;
  let most = 0;
  await start(async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    return "one";
  });
  const first = followEvents("prod", [pushed("v0", "one")]);
  for (let round = 0; round < 3; round += 1) {
    for (let tag = 0; tag < 300; tag += 1) void followEvents("prod", [pushed(`v${tag}`, "one")]);
  }
  await first;
  expect(Object.keys(await indexed())).toHaveLength(300);
  expect(most).toBeLessThanOrEqual(16);
  expect(server.asked.filter(({ method }) => method === "HEAD").length).toBeLessThanOrEqual(301);
  expect(await lastChange(database())).toBeGreaterThan(0);
});
