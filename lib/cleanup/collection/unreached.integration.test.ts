import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { refreshTags, verifyTags } from "#lib/index/refresh-tags.ts";
import { storeUntagged, untaggedRows } from "#lib/index/untagged.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { deleteManifest } from "#lib/registry/manifests.ts";
import { type Content, jsonContent } from "#scripts/samples/content.ts";
import { buildArtifact, buildImage, buildIndex, descriptorOf } from "#scripts/samples/image.ts";
import { buildLayer, file } from "#scripts/samples/layer.ts";
import { pushImage } from "#scripts/samples/push.ts";
import { type StorageBench, startStorageBench } from "../plan/test-registry.ts";
import { imageOf } from "../test-bench.ts";
import { emptyRepositories } from "./empty-repositories.ts";
import { unreachedManifests } from "./unreached.ts";

const slug = "unreached";
const repository = parseRepositoryName("team/app");
const [v1, multi] = [parseTag("v1"), parseTag("multi")];

let bench: StorageBench;
let db: Kysely<Schema>;
let context: IndexContext;

beforeAll(async () => {
  bench = await startStorageBench(slug);
  db = openTestDatabase();
  context = { registry: bench.registry, db };
}, 60_000);
afterAll(async () => {
  await db.destroy();
  await bench.stop();
});

/** All of them, in parts of this size. */
async function all(limit: number) {
  const found = [];
  let after: string | undefined;
  do {
    const page = await unreachedManifests(context, { after, limit });
    expect(page.manifests.length).toBeLessThanOrEqual(limit);
    found.push(...page.manifests);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return found;
}

test("what tags have left is found with what it alone holds, and what a tag reaches is not", async () => {
  const shared = await buildLayer([file("shared", "s".repeat(999))]);
  const image = async (what: string, architecture = "amd64") =>
    buildImage({ layers: [shared, await buildLayer([file("own", what)])], config: { architecture } });
  const old = await image("old");
  const oldIndex = buildIndex({ children: [{ image: await image("old arm", "arm64") }] });
  const platform = await image("platform", "arm64");
  const index = buildIndex({ children: [{ image: platform }] });
  const current = await image("current");
  const sbom = buildArtifact({
    artifactType: "application/vnd.example.sbom",
    files: [{ mediaType: "text/plain", content: jsonContent({ about: "current" }) }],
    subject: descriptorOf(current.mediaType, current.content),
  });

  const was = await pushImage(bench.registry, repository, [v1], old);
  const wasIndex = await pushImage(bench.registry, repository, [multi], oldIndex);
  for await (const _ of refreshTags(context, repository));
  await pushImage(bench.registry, repository, [v1], current);
  await pushImage(bench.registry, repository, [multi], index);
  await verifyTags(context, repository, [v1, multi]);
  // By a notification each: a platform of an image with a tag, and what is attached to one.
  const attached = await pushImage(bench.registry, repository, [], sbom);
  await storeUntagged(db, slug, repository, [platform.content.digest, attached], Date.now());

  const [child] = oldIndex.children;
  if (child === undefined) throw new Error("The index has no manifest.");
  const expected = [was, wasIndex, child.content.digest].toSorted();
  // What is inside the index is known once it was looked at.
  await all(1);
  for (const limit of [1, 2, 50]) {
    expect([limit, (await all(limit)).map(({ digest }) => digest)]).toEqual([limit, expected]);
  }
  const byDigest = new Map((await all(50)).map((manifest) => [manifest.digest, manifest]));
  const alone = (blobs: readonly Content[]) =>
    blobs
      .filter(({ digest }) => !current.blobs.some((blob) => blob.digest === digest))
      .reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  expect(byDigest.get(was)).toMatchObject({
    tag: "v1",
    inside: null,
    exclusiveBytes: alone([old.content, ...old.blobs]),
  });
  // Its own bytes stay as long as the index names it.
  expect(byDigest.get(child.content.digest)).toMatchObject({
    tag: null,
    inside: wasIndex,
    exclusiveBytes: alone(child.blobs),
  });
  expect(byDigest.get(wasIndex)?.exclusiveBytes).toBe(
    alone([oldIndex.content, child.content, ...child.blobs]),
  );
});

test("what is gone by now is forgotten, and what was in it is looked at in its place", async () => {
  const index = (await all(50)).find(({ summary }) => summary?.kind === "index")?.digest as Digest;
  await deleteManifest(bench.registry, repository, index);
  const left = await all(50);
  expect(left.map(({ digest }) => digest)).not.toContain(index);
  expect(left).toHaveLength(2);
  expect(left.every(({ inside }) => inside === null)).toBe(true);
  expect((await untaggedRows(db, slug)).map(({ digest }) => digest)).not.toContain(index);
});

test("a repository is empty where it has neither tags nor manifests that are known", async () => {
  const left = parseRepositoryName("team/left");
  const digest = await pushImage(bench.registry, left, [v1], await imageOf("left"));
  for await (const _ of refreshTags(context, left));
  expect((await emptyRepositories(db, slug, { limit: 10 })).repositories).toEqual([]);
  await deleteManifest(bench.registry, left, digest);
  for await (const _ of refreshTags(context, left));
  // Where its manifest is, only asking tells.
  expect((await emptyRepositories(db, slug, { limit: 10 })).repositories).toEqual([]);
  await all(50);
  expect(await emptyRepositories(db, slug, { limit: 10 })).toEqual({ repositories: [left], next: null });
});
