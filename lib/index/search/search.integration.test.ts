import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { shortDigest } from "#lib/oci/digest.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { openRegistry } from "#lib/registry/open.ts";
import { type Built, buildImage, buildIndex } from "#scripts/samples/image.ts";
import { buildLayer, file, type Layer } from "#scripts/samples/layer.ts";
import { pushImage } from "#scripts/samples/push.ts";
import type { IndexContext } from "../context.ts";
import { refreshTags } from "../refresh-tags.ts";
import { searchIn } from "./search.ts";

let server: RunningRegistry;
let context: IndexContext;
let arm64: Built;
let armLayer: Layer;

beforeAll(async () => {
  server = await startRegistry();
  context = { registry: openRegistry(server.endpoint({ slug: "prod" })), db: openTestDatabase() };
  const debian = await buildLayer([file("etc/debian_version", "12")]);
  const base = await buildImage({ layers: [debian], config: { architecture: "amd64" } });
  const amd64 = await buildImage({
    layers: [debian, await buildLayer([file("app", "for amd64")])],
    config: {
      architecture: "amd64",
      config: { Env: ["REDIS_URL=redis://secret"], Labels: { "com.example.team": "Ada" } },
    },
  });
  armLayer = await buildLayer([file("app", "for arm64")]);
  arm64 = await buildImage({
    layers: [armLayer],
    config: { architecture: "arm64", variant: "v8" },
  });
  const both = buildIndex({ children: [{ image: amd64 }, { image: arm64 }] });
  await read("library/debian", "12", base);
  await read("team/app", "v1", both);
});

afterAll(async () => {
  await context.registry.close();
  await context.db.destroy();
  await server.stop();
});

/** Pushes an image and reads its repository into the index, as a sync does. */
async function read(repository: string, tag: string, image: Parameters<typeof pushImage>[3]): Promise<void> {
  const name = parseRepositoryName(repository);
  await pushImage(context.registry, name, [parseTag(tag)], image);
  for await (const _ of refreshTags(context, name));
}

async function found(text: string): Promise<string[]> {
  const place = { db: context.db, registries: [{ slug: "prod", name: "Production" }], now: Date.now() };
  const { results } = await searchIn(place, text);
  return results.map((result) =>
    result.kind === "tag" ? `${result.repository}:${result.tag}` : result.repository,
  );
}

test("an image for several platforms is found by what any of them says, once it was read from the registry", async () => {
  for (const text of [
    "label:com.example.team=ada",
    "env:REDIS_URL",
    "arch:arm64",
    "platform:linux/arm64/v8",
    "type:index",
    `layer:${armLayer.content.digest}`,
    `digest:${shortDigest(arm64.content.digest)}`,
    "team/app:v1",
  ])
    expect(await found(text), text).toEqual(["team/app:v1"]);
  expect(await found("redis")).toEqual([]);
});

test("the image that others are built on leads to them by its layers", async () => {
  expect(await found("base:debian:12")).toEqual(["team/app:v1"]);
});
