import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { bytesOnDisk, collectGarbage } from "#e2e/registry/storage.ts";
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

let server: RunningRegistry;
let registry: Registry;
let context: IndexContext;

beforeAll(async () => {
  server = await startRegistry();
  const endpoint = server.endpoint({ slug });
  registry = openRegistry(endpoint);
  context = { registry, db: openTestDatabase() };
  await seedSamples(endpoint);
});
afterAll(async () => {
  await context.db.destroy();
  await registry.close();
  await server.stop();
});

const skopeo = (...words: readonly string[]) => run("skopeo", words);
const image = (name: string) => `docker://${server.host}/${name}`;

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
  expect(await bytesCounted()).toBe(await bytesOnDisk(server.dataDir));
  await skopeo(
    "copy",
    "--all",
    "--src-tls-verify=false",
    "--dest-tls-verify=false",
    image("prod/team/app:latest"),
    image("copies/app:v1"),
  );
  expect(await bytesCounted()).toBe(await bytesOnDisk(server.dataDir));
});

test("deleting an image frees what it alone holds", async () => {
  const repository = parseRepositoryName("alone/app");
  const layers = [await buildLayer([file("alone", "held by one image")])];
  const digest = await pushImage(registry, repository, [parseTag("v1")], buildImage({ layers }));
  await bytesCounted();
  const before = await bytesOnDisk(server.dataDir);
  const alone = await exclusiveBytes(context.db, slug, repository, digest);

  await skopeo("delete", "--tls-verify=false", image("alone/app:v1"));
  await collectGarbage(server.dataDir);
  expect(before - (await bytesOnDisk(server.dataDir))).toBe(alone);
  expect(await bytesCounted()).toBe(await bytesOnDisk(server.dataDir));
});
