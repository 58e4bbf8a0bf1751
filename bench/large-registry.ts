import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { keptFolder } from "#e2e/registry/kept-folder.ts";
import { inCompletionOrder } from "#lib/index/in-completion-order.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import type { RegistryEndpoint } from "#lib/registry/endpoint.ts";
import { openRegistry } from "#lib/registry/open.ts";
import { type Built, buildImage } from "#scripts/samples/image.ts";
import { buildLayer, file } from "#scripts/samples/layer.ts";
import { type BlobPlaces, pushImage } from "#scripts/samples/push.ts";

/** Repositories besides the one with many tags. */
export const repositories = 1_000;

/** Tags of {@link manyTags}, each on a digest of its own. */
export const tags = 2_000;

/** The repository with many tags. */
export const manyTags = parseRepositoryName("large/many-tags");

/** Pushes under way at a time. */
const concurrency = 16;

/** How a bench's registry at this address is reached. */
export function benchEndpoint(url: string): RegistryEndpoint {
  return { slug: "bench", name: "Bench", url, plainHttp: true, skipTlsVerify: false };
}

/**
 * The data folder of a registry with 1,000 repositories of one tag, and one of 2,000 tags. Filled at the first call, which
 * takes a minute, and kept. Benches read from it and change nothing.
 */
export async function largeRegistryFolder(log: (sentence: string) => void): Promise<string> {
  const hash = createHash("sha256").update(await readFile(import.meta.filename));
  return keptFolder(`large-${hash.digest("hex").slice(0, 12)}`, async (url) => {
    log(`Filling a registry with ${repositories} repositories and ${tags} tags, once`);
    await fill(url);
  });
}

async function fill(url: string): Promise<void> {
  const registry = openRegistry(benchEndpoint(url));
  const places: BlobPlaces = new Map();
  const image = await imageMaker();
  try {
    // The first push brings the layer that all others mount.
    await pushImage(registry, manyTags, [parseTag("v0.0.0")], image(0), places);
    const versions = Array.from({ length: tags - 1 }, (_, index) => index + 1);
    const pushes = inCompletionOrder(versions, concurrency, (number) =>
      pushImage(registry, manyTags, [parseTag(versionOf(number))], image(number), places),
    );
    for await (const _ of pushes);
    const numbers = Array.from({ length: repositories }, (_, index) => index);
    const others = inCompletionOrder(numbers, concurrency, (number) =>
      pushImage(registry, repositoryOf(number), [parseTag("latest")], image(number), places),
    );
    for await (const _ of others);
  } finally {
    await registry.close();
  }
}

const versionOf = (number: number) =>
  `v${Math.floor(number / 400)}.${Math.floor((number % 400) / 20)}.${number % 20}`;

const repositoryOf = (number: number) =>
  parseRepositoryName(`team-${number % 40}/service-${String(number).padStart(4, "0")}`);

/** Images that share a layer and differ in their config, as releases of one application do; each on a day of its own. */
async function imageMaker(): Promise<(number: number) => Built> {
  const layer = await buildLayer([file("app/server", "x".repeat(4_096))]);
  return (number) =>
    buildImage({
      layers: [layer],
      config: {
        created: new Date(Date.UTC(2020, 0, 1) + number * 86_400_000).toISOString(),
        config: { Env: [`APP_VERSION=${versionOf(number)}`], Cmd: ["/app/server"] },
      },
    });
}
