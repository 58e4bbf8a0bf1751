import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { openDatabase } from "#lib/db/database.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { openRegistry, type Registry } from "#lib/registry/open.ts";
import { type FaultyProxy, startFaultyProxy } from "#lib/registry/test-faulty-proxy.ts";
import { buildImage } from "#scripts/samples/image.ts";
import { buildLayer, file } from "#scripts/samples/layer.ts";
import { pushImage } from "#scripts/samples/push.ts";
import type { IndexContext } from "./context.ts";
import { syncRegistry } from "./sync.ts";
import { storedTagRows } from "./tag-rows.ts";
import { countedRows } from "./test-repository-rows.ts";

const repository = parseRepositoryName("team/app");
const other = parseRepositoryName("team/other");
const manifestOf = (tag: string) => `/v2/${repository}/manifests/${tag}`;

let server: RunningRegistry;
let proxy: FaultyProxy;
let registry: Registry;
let folder: string;
let context: IndexContext;

beforeAll(async () => {
  server = await startRegistry();
  proxy = await startFaultyProxy(server.url);
  registry = openRegistry(server.endpoint({ slug: "faulty", url: proxy.url }), { attempts: 1 });
});
afterAll(async () => {
  await registry.close();
  await proxy.stop();
  await server.stop();
});

beforeEach(async () => {
  proxy.fault = () => "none";
  folder = await mkdtemp(join(tmpdir(), "stowage-faults-"));
  context = { registry, db: openDatabase(join(folder, "stowage.db")) };
  for (const [name, tags] of [
    [repository, ["v1", "v2"]],
    [other, ["v1"]],
  ] as const) {
    for (const tag of tags) await push(name, tag);
  }
});
afterEach(async () => {
  await context.db.destroy();
  await rm(folder, { recursive: true, force: true });
});

async function push(name: typeof repository, tag: string): Promise<void> {
  const layers = [await buildLayer([file("what", `${name}:${tag}`)])];
  await pushImage(registry, name, [parseTag(tag)], buildImage({ layers, config: {} }));
}

function sync(): Promise<void> {
  return syncRegistry(context, [], { since: Date.now(), which: "all" }, () => undefined);
}

async function rows(
  of = repository,
): Promise<Map<string, Awaited<ReturnType<typeof storedTagRows>>[number]>> {
  return new Map((await storedTagRows(context.db, "faulty", of)).map((row) => [row.tag, row]));
}

/** All that is in the registry is known, and nothing is wrong with any of it. */
async function expectWhole(): Promise<void> {
  const all = [...(await rows()).values(), ...(await rows(other)).values()];
  expect(all.map(({ tag, problem, summary }) => [tag, problem, summary?.kind])).toEqual([
    ["v1", null, "manifest"],
    ["v2", null, "manifest"],
    ["v1", null, "manifest"],
  ]);
  const problems = (await countedRows(context.db, "faulty")).map(({ problem }) => problem);
  expect(problems.filter((problem) => problem !== null)).toEqual([]);
}

describe("a manifest that cannot be had is told with its tag, the others are read, and the next sync repairs it", () => {
  const bytes = Buffer.from('{"schemaVersion":2}');
  test.each([
    [
      "its body is truncated",
      "CONNECTION_LOST",
      { headers: { "content-length": "500" }, body: bytes, thenCut: true },
    ],
    [
      "it is not what its digest names",
      "DIGEST_MISMATCH",
      { headers: { "docker-content-digest": `sha256:${"a".repeat(64)}` }, body: bytes },
    ],
    ["it is 50 MB of JSON", "TOO_LARGE", { body: Buffer.alloc(50_000_000, "[1,") }],
  ] as const)("%s", async (_, code, answer) => {
    proxy.fault = (method, path) =>
      method === "GET" && path === manifestOf("v1") ? { status: 200, ...answer } : "none";
    await sync();
    expect((await rows()).get("v1")).toMatchObject({ summary: null, problem: { code } });
    expect((await rows()).get("v2")).toMatchObject({ problem: null, summary: { kind: "manifest" } });
    expect((await rows(other)).get("v1")).toMatchObject({ problem: null });
    proxy.fault = () => "none";
    await sync();
    await expectWhole();
  });

  test("there is nothing behind the tag", async () => {
    proxy.fault = (_, path) =>
      path === manifestOf("v1")
        ? { status: 404, body: JSON.stringify({ errors: [{ code: "MANIFEST_UNKNOWN" }] }) }
        : "none";
    await sync();
    expect((await rows()).get("v1")).toMatchObject({ digest: null, problem: { code: "MANIFEST_UNKNOWN" } });
    proxy.fault = () => "none";
    await sync();
    await expectWhole();
  });
});

test("a manifest with invalid UTF-8 is kept as what it is, and says that nobody knows its kind", async () => {
  const invalid = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
  proxy.fault = (_, path) => (path === manifestOf("v1") ? { status: 200, body: invalid } : "none");
  await sync();
  expect((await rows()).get("v1")).toMatchObject({ problem: null, summary: { kind: "unknown", size: null } });
  expect((await rows()).get("v2")).toMatchObject({ summary: { kind: "manifest" } });
});

describe("a list that cannot be read", () => {
  test("since the catalog repeats a page for ever ends the sync, and what was known stays", async () => {
    await sync();
    proxy.fault = (_, path) =>
      path.startsWith("/v2/_catalog")
        ? {
            status: 200,
            headers: { link: '</v2/_catalog?last=team>; rel="next"' },
            body: JSON.stringify({ repositories: ["team/app"] }),
          }
        : "none";
    await expect(sync()).rejects.toMatchObject({ code: "BAD_RESPONSE" });
    await expectWhole();
    proxy.fault = () => "none";
    await sync();
    await expectWhole();
  });

  test("since tags come in circles is told with the repository, whose tags stay known", async () => {
    await sync();
    proxy.fault = (_, path) =>
      path.startsWith(`/v2/${repository}/tags/list`)
        ? {
            status: 200,
            headers: { link: `</v2/${repository}/tags/list?last=v1>; rel="next"` },
            body: JSON.stringify({ name: repository, tags: ["v1"] }),
          }
        : "none";
    await sync();
    const [app] = await countedRows(context.db, "faulty");
    expect(app).toMatchObject({ repository, tags: 2, problem: { code: "BAD_RESPONSE" } });
    proxy.fault = () => "none";
    await sync();
    await expectWhole();
  });

  test("unless its tags are null, which is a repository without any", async () => {
    proxy.fault = (_, path) =>
      path.startsWith(`/v2/${other}/tags/list`)
        ? { status: 200, body: JSON.stringify({ name: other, tags: null }) }
        : "none";
    await sync();
    const [, empty] = await countedRows(context.db, "faulty");
    expect(empty).toMatchObject({ repository: other, tags: 0, problem: null });
    proxy.fault = () => "none";
    await sync();
    await expectWhole();
  });
});

describe("a database that keeps nothing", () => {
  test("since its disk is full ends the sync with a sentence, loses nothing, and goes on when there is room", async () => {
    await sync();
    const { rows: pages } = await sql<{ page_count: number }>`pragma page_count`.execute(context.db);
    await sql`pragma max_page_count = ${sql.lit(pages[0]?.page_count ?? 1)}`.execute(context.db);
    const many = Array.from({ length: 40 }, (_, index) => `new-${index}`);
    const pushed = parseRepositoryName("team/pushed");
    for (const tag of many) await push(pushed, tag);
    await expect(sync()).rejects.toMatchObject({ code: "DATABASE_FULL" });
    expect((await rows()).get("v1")).toMatchObject({ problem: null, summary: { kind: "manifest" } });
    await sql`pragma max_page_count = 1000000`.execute(context.db);
    await sync();
    const known = await rows(pushed);
    expect(many.every((tag) => known.get(tag)?.summary?.kind === "manifest")).toBe(true);
  });

  test("since another process has locked it ends the sync with a sentence, and goes on when that is gone", async () => {
    await sync();
    await sql`pragma busy_timeout = 50`.execute(context.db);
    const holder = spawn(
      process.execPath,
      ["--input-type=module", "--eval", holding(join(folder, "stowage.db"))],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    await once(holder.stdout, "data");
    await expect(sync()).rejects.toMatchObject({ code: "DATABASE_LOCKED" });
    const ended = once(holder, "exit");
    holder.kill();
    await ended;
    await sync();
    await expectWhole();
  });
});

/** A program that takes a database's lock, says so, and keeps it. */
function holding(path: string): string {
  return `
    import { DatabaseSync } from "node:sqlite";
    const database = new DatabaseSync(${JSON.stringify(path)});
    database.exec("begin immediate");
    process.stdout.write("locked");
    setInterval(() => undefined, 1000);
  `;
}
