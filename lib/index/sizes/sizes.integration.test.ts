import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findRegistryProgram, type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { openRegistry, type Registry } from "#lib/registry/open.ts";
import { buildImage } from "#scripts/samples/image.ts";
import { buildLayer, file } from "#scripts/samples/layer.ts";
import { pushImage } from "#scripts/samples/push.ts";
import { seedSamples } from "#scripts/samples/seed.ts";
import type { IndexContext } from "../context.ts";
import { exclusiveBytes } from "../exclusive-bytes.ts";
import { syncRegistry } from "../sync.ts";

const run = promisify(execFile);
const slug = "sizes";

let folder: string;
let server: RunningRegistry;
let registry: Registry;
let context: IndexContext;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stowage-sizes-"));
  server = await startRegistry({ storage: join(folder, "data") });
  const endpoint = server.endpoint({ slug });
  registry = openRegistry(endpoint);
  context = { registry, db: openTestDatabase() };
  await seedSamples(endpoint);
});
afterAll(async () => {
  await context.db.destroy();
  await registry.close();
  await server.stop();
  await rm(folder, { recursive: true });
});

const skopeo = (...words: readonly string[]) => run("skopeo", words);
const image = (name: string) => `docker://${server.host}/${name}`;

/** Has the registry throw away what no tag reaches. */
async function collectGarbage(): Promise<void> {
  const config = join(folder, "collect.json");
  const storage = { filesystem: { rootdirectory: server.dataDir } };
  await writeFile(config, JSON.stringify({ version: "0.1", storage }));
  await run(await findRegistryProgram(), ["garbage-collect", config]);
}

/** Bytes of all blobs in the registry's storage. */
async function bytesOnDisk(): Promise<number> {
  const root = join(server.dataDir, "docker/registry/v2/blobs");
  const files = await readdir(root, { recursive: true });
  const sizes = files
    .filter((name) => name.endsWith("/data"))
    .map(async (name) => (await stat(join(root, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Bytes that the index says. */
async function bytesCounted(): Promise<number | undefined> {
  await syncRegistry(context, [], { since: Date.now(), which: "all" }, () => undefined);
  const totals = await context.db
    .selectFrom("index_totals")
    .select("bytes")
    .where("registry", "=", slug)
    .executeTakeFirst();
  return totals?.bytes;
}

test("what is counted is what lies on the disk, also of images that repositories share", async () => {
  expect(await bytesCounted()).toBe(await bytesOnDisk());
  await skopeo(
    "copy",
    "--all",
    "--src-tls-verify=false",
    "--dest-tls-verify=false",
    image("prod/team/app:latest"),
    image("copies/app:v1"),
  );
  expect(await bytesCounted()).toBe(await bytesOnDisk());
});

test("deleting an image frees what it alone holds", async () => {
  const repository = parseRepositoryName("alone/app");
  const layers = [await buildLayer([file("alone", "held by one image")])];
  const digest = await pushImage(registry, repository, [parseTag("v1")], buildImage({ layers }));
  await bytesCounted();
  const before = await bytesOnDisk();
  const alone = await exclusiveBytes(context.db, slug, repository, digest);

  await skopeo("delete", "--tls-verify=false", image("alone/app:v1"));
  await collectGarbage();
  expect(before - (await bytesOnDisk())).toBe(alone);
  expect(await bytesCounted()).toBe(await bytesOnDisk());
});
