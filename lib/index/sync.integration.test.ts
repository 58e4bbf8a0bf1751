import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { parseRepositoryName, parseTag, type RepositoryName } from "#lib/oci/reference.ts";
import { openRegistry, type Registry, type RegistryRequest } from "#lib/registry/open.ts";
import { buildImage } from "#scripts/samples/image.ts";
import { buildLayer, file } from "#scripts/samples/layer.ts";
import { pushImage } from "#scripts/samples/push.ts";
import type { IndexContext } from "./context.ts";
import { verifyTags } from "./refresh-tags.ts";
import { storeLook } from "./repository-rows.ts";
import { syncRegistry } from "./sync.ts";
import { storedTagRows } from "./tag-rows.ts";
import { countedRows } from "./test-repository-rows.ts";
import type { SyncProgress } from "./types.ts";

const slug = "sync";
const names = ["alpha", "beta", "gamma", "delta"].map((name) => parseRepositoryName(`team/${name}`));

let server: RunningRegistry;
let registry: Registry;
/** Method and path of each request to the registry. */
let asked: string[];
let context: IndexContext;

beforeAll(async () => {
  server = await startRegistry();
  registry = openRegistry(server.endpoint({ slug }));
  for (const name of names) await push(name, ["v1", "v2", "latest"]);
});
afterAll(async () => {
  await registry.close();
  await server.stop();
});

beforeEach(() => {
  asked = [];
  const counting: Registry = {
    ...registry,
    request: (request: RegistryRequest) => {
      asked.push(`${request.method} ${request.path}`);
      return registry.request(request);
    },
  };
  context = { registry: counting, db: openTestDatabase() };
  return () => context.db.destroy();
});

async function push(repository: RepositoryName, tags: readonly string[], what = ""): Promise<void> {
  for (const tag of tags) {
    const layers = [await buildLayer([file("what", `${repository}:${tag} ${what}`)])];
    const image = buildImage({ layers, config: { created: "2026-01-02T03:04:05Z" } });
    await pushImage(registry, repository, [parseTag(tag)], image);
  }
}

/** Syncs, and gives the last that it said of itself. */
async function sync(since = Date.now(), signal?: AbortSignal): Promise<SyncProgress | undefined> {
  let last: SyncProgress | undefined;
  asked.length = 0;
  const work = syncRegistry({ ...context, signal }, [], { since, which: "all" }, (progress) => {
    last = progress;
  });
  await work;
  return last;
}

const tagsAsked = () => asked.filter((line) => line.includes("/tags/list"));

test("the first sync knows every repository, tag and manifest", async () => {
  const progress = await sync();
  expect(progress).toMatchObject({
    repositories: 4,
    repositoriesRead: 4,
    tags: 12,
    tagsRead: 12,
    secondsLeft: 0,
  });
  expect(progress?.requests).toBe(asked.length);
  const rows = await countedRows(context.db, slug);
  expect(rows.map(({ repository, tags, problem }) => [repository, tags, problem])).toEqual(
    names.toSorted().map((name) => [name, 3, null]),
  );
  expect(rows.every(({ size }) => size !== null && size > 0)).toBe(true);
});

test("a sync of what did not change costs the catalog and one request a repository", async () => {
  await sync();
  const first = asked.length;
  await sync();
  expect(asked.map((line) => line.replace(/\?.*/, "")).toSorted()).toEqual(
    ["GET /v2/_catalog", ...names.map((name) => `GET /v2/${name}/tags/list`)].toSorted(),
  );
  expect(asked.length).toBeLessThan(first / 3);
});

test("a round whose time has come asks only for repositories in which something happened lately", async () => {
  await sync();
  const [lively = parseRepositoryName("team/none")] = names;
  await storeLook(context.db, slug, lively, Date.now());
  asked.length = 0;
  const inAQuarter = Date.now() + 15 * 60_000;
  await syncRegistry(context, [], { since: inAQuarter, which: "lively", now: inAQuarter }, () => undefined);
  expect(asked.map((line) => line.replace(/\?.*/, ""))).toEqual([
    "GET /v2/_catalog",
    `GET /v2/${lively}/tags/list`,
  ]);
});

describe("a sync that was interrupted", () => {
  test("is gone on with where it was, whatever moment it was killed at", async () => {
    const since = Date.now();
    // Killed after each possible number of requests; the database is all that is left.
    for (let killedAfter = 1; killedAfter < 40; killedAfter += 3) {
      await context.db.destroy();
      context = { ...context, db: openTestDatabase() };
      const killed = new AbortController();
      let left = killedAfter;
      const dying: Registry = {
        ...registry,
        request: (request: RegistryRequest) => {
          left -= 1;
          if (left === 0) killed.abort();
          return registry.request({ ...request, signal: killed.signal });
        },
      };
      await syncRegistry(
        { ...context, registry: dying, signal: killed.signal },
        [],
        { since, which: "all" },
        () => undefined,
      ).catch(() => undefined);
      await sync(since);
      const rows = await countedRows(context.db, slug);
      expect(rows.map(({ tags }) => tags)).toEqual([3, 3, 3, 3]);
      expect(rows.every(({ size }) => size !== null)).toBe(true);
    }
  });

  test("does not ask again for the repositories that it had read", async () => {
    const since = Date.now();
    await sync(since);
    await sync(since);
    expect(tagsAsked()).toEqual([]);
  });
});

test("a tag that moved once is watched from then on, and its move is noticed", async () => {
  const repository = parseRepositoryName("team/moving");
  await push(repository, ["v1", "latest"], "one");
  await sync();
  // Seen to move by somebody who looked; the list alone does not tell.
  await push(repository, ["latest"], "two");
  await verifyTags(context, repository, [parseTag("latest")]);
  await push(repository, ["latest"], "three");
  const before = await storedTagRows(context.db, slug, repository);
  await sync();
  const after = await storedTagRows(context.db, slug, repository);
  const digestOf = (rows: typeof after, tag: string) => rows.find((row) => row.tag === tag)?.digest;
  expect(digestOf(after, "latest")).not.toBe(digestOf(before, "latest"));
  expect(digestOf(after, "v1")).toBe(digestOf(before, "v1"));
  expect(asked.filter((line) => line.startsWith(`HEAD /v2/${repository}/`))).toEqual([
    `HEAD /v2/${repository}/manifests/latest`,
  ]);
});

test("a registry that dies in the middle loses nothing that was known, and the next sync repairs it", async () => {
  await sync();
  const before = await countedRows(context.db, slug);
  const mortal = await startRegistry({ storage: server.dataDir });
  const dying = openRegistry(mortal.endpoint({ slug }), { attempts: 1 });
  let left = 3;
  const work = syncRegistry(
    {
      ...context,
      registry: {
        ...dying,
        request: async (request) => {
          left -= 1;
          if (left === 0) await mortal.stop();
          return dying.request(request);
        },
      },
    },
    [],
    { since: Date.now(), which: "all" },
    () => undefined,
  );
  await expect(work).rejects.toMatchObject({ code: "CONNECTION_REFUSED" });
  await dying.close();
  // A request that was under way may have left its problem; what was known is there beside it.
  const after = await countedRows(context.db, slug);
  expect(after.map((row) => ({ ...row, problem: null }))).toEqual(before);
  await sync();
  expect(await countedRows(context.db, slug)).toEqual(before);
});
