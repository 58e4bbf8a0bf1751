import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { bytesOnDisk, collectGarbage } from "#e2e/registry/storage.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { manifestAccept } from "#lib/oci/media-types.ts";
import { parseRepositoryName, parseTag, type RepositoryName } from "#lib/oci/reference.ts";
import type { RegistryEndpoint } from "#lib/registry/endpoint.ts";
import { openRegistry, type Registry } from "#lib/registry/open.ts";
import { fallbackTag, signatureTag } from "#scripts/samples/attached.ts";
import { jsonContent } from "#scripts/samples/content.ts";
import { type Built, buildArtifact, buildImage, buildIndex, descriptorOf } from "#scripts/samples/image.ts";
import { buildLayer, file, type Layer } from "#scripts/samples/layer.ts";
import { type BlobPlaces, pushImage } from "#scripts/samples/push.ts";

const run = promisify(execFile);

/** Numbers that look random and are the same each time (mulberry32). */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A real registry whose storage can be looked at and collected. */
export interface StorageBench {
  readonly server: RunningRegistry;
  readonly endpoint: RegistryEndpoint;
  readonly registry: Registry;
  /** Bytes of all blobs in its storage, or in a copy of it. */
  bytesOnDisk(dataDir?: string): Promise<number>;
  /** Has the registry's own program throw away what is garbage, in its storage or in a copy. */
  collect(options?: { readonly deleteUntagged?: boolean; readonly dataDir?: string }): Promise<void>;
  /** A copy of its storage. */
  copyStorage(): Promise<string>;
  /** The tags of each repository with their digests, by the registry's own API alone. */
  tagsByApi(): Promise<Map<string, string>>;
  stop(): Promise<void>;
}

/** Starts a registry for tests of what is on its disk. */
export async function startStorageBench(slug: string): Promise<StorageBench> {
  const folder = await mkdtemp(join(tmpdir(), "stowage-storage-"));
  const server = await startRegistry({ storage: join(folder, "data") });
  const endpoint = server.endpoint({ slug });
  const registry = openRegistry(endpoint);
  let copies = 0;
  return {
    server,
    endpoint,
    registry,
    bytesOnDisk: (dataDir = server.dataDir) => bytesOnDisk(dataDir),
    collect: ({ dataDir = server.dataDir, ...options } = {}) => collectGarbage(dataDir, options),
    copyStorage: async () => {
      const copy = join(folder, `copy-${copies++}`);
      // Collecting deletes files and changes none, so the copy may share them.
      await run("cp", ["--archive", "--link", server.dataDir, copy]);
      return copy;
    },
    tagsByApi: () => tagsByApi(server.url),
    stop: async () => {
      await registry.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As `repository:tag`, with the digest. */
export async function tagsByApi(url: string): Promise<Map<string, string>> {
  const { repositories } = (await (await fetch(`${url}/v2/_catalog?n=1000`)).json()) as {
    repositories: string[];
  };
  const digests = new Map<string, string>();
  for (const repository of repositories) {
    const { tags } = (await (await fetch(`${url}/v2/${repository}/tags/list`)).json()) as {
      tags: string[] | null;
    };
    for (const tag of tags ?? []) {
      const response = await fetch(`${url}/v2/${repository}/manifests/${tag}`, {
        method: "HEAD",
        headers: { accept: manifestAccept },
      });
      digests.set(`${repository}:${tag}`, response.headers.get("docker-content-digest") ?? "");
    }
  }
  return digests;
}

/** Has skopeo copy an image with all its platforms to nowhere that matters; whether it could. */
export async function skopeoCopies(host: string, reference: string): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "stowage-copy-"));
  try {
    await run("skopeo", [
      "copy",
      "--all",
      "--quiet",
      "--src-tls-verify=false",
      `docker://${host}/${reference}`,
      `dir:${folder}`,
    ]);
    return true;
  } catch (error) {
    if (error instanceof Error && /manifest unknown|blob unknown|not found/i.test(error.message))
      return false;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Has skopeo copy all tags of a repository with all their platforms; how many there were. Throws where it could not. */
export async function skopeoSyncs(host: string, repository: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "stowage-sync-"));
  try {
    const words = ["sync", "--all", "--scoped", "--src=docker", "--dest=dir", "--src-tls-verify=false"];
    await run("skopeo", [...words, `${host}/${repository}`, folder], { maxBuffer: 64 * 1024 * 1024 });
    // One folder a tag, below those of the host and the repository's name.
    const files = await readdir(folder, { recursive: true });
    return files.filter((name) => name.endsWith("/version")).length;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a registry was filled with. */
export interface Filling {
  readonly repositories: readonly RepositoryName[];
  /** Tags to be moved after the index has seen where they were, each to another image. */
  readonly moves: readonly {
    readonly repository: RepositoryName;
    readonly tag: string;
    readonly to: Built;
  }[];
}

/**
 * Fills a registry with images that share layers, within repositories and between them; a fifth of them for several platforms,
 * of which some stand in several indexes or have a tag of their own; and with signatures and SBOMs under cosign's and the
 * referrers' fallback tags, of which some are signed themselves.
 */
export async function fill(
  registry: Registry,
  size: { readonly repositories: number; readonly tagsEach: number },
  seed: number,
): Promise<Filling> {
  const random = randomNumbers(seed);
  const places: BlobPlaces = new Map();
  const pool: Layer[] = [];
  for (let layer = 0; layer < 24; layer += 1) {
    pool.push(await buildLayer([file(`lib/${layer}`, `layer ${layer} ${"x".repeat(random(400))}`)]));
  }
  let images = 0;
  const newImage = async (architecture: string): Promise<Built> => {
    images += 1;
    const own = await buildLayer([file("app", `image ${images} of ${seed}`)]);
    const shared = [pool[random(6)], pool[6 + random(18)]].filter((layer) => layer !== undefined);
    return buildImage({
      layers: [...shared, own],
      format: random(3) === 0 ? "docker" : "oci",
      config: { architecture, created: `2026-0${1 + random(9)}-0${1 + random(9)}T00:00:00Z` },
    });
  };

  const built: Built[] = [];
  const children: Built[] = [];
  const next = async (): Promise<Built> => {
    const kind = random(10);
    const known = built[random(built.length || 1)];
    // An image that is somewhere already, in this repository or in another.
    if (kind < 2 && known !== undefined) return known;
    if (kind < 4) {
      const inside = [await newImage("amd64"), await newImage("arm64")];
      const other = children[random(children.length || 1)];
      if (random(3) === 0 && other !== undefined) inside.push(other);
      children.push(...inside);
      return buildIndex({ children: [...new Set(inside)].map((image) => ({ image })) });
    }
    const child = children[random(children.length || 1)];
    // A platform of an index with a tag of its own.
    return kind === 4 && child !== undefined ? child : newImage("amd64");
  };

  const repositories: RepositoryName[] = [];
  const moves: { repository: RepositoryName; tag: string; to: Built }[] = [];
  for (let number = 0; number < size.repositories; number += 1) {
    const repository = parseRepositoryName(`team-${number % 3}/app-${number}`);
    repositories.push(repository);
    for (let tag = 0; tag < size.tagsEach; tag += 1) {
      const image = await next();
      built.push(image);
      const name = `v${1 + random(4)}.${tag}`;
      const tags = random(5) === 0 ? [parseTag(name), parseTag(`same-${tag}`)] : [parseTag(name)];
      await pushImage(registry, repository, tags, image, places);
      if (random(12) === 0) moves.push({ repository, tag: name, to: await next() });
      if (random(8) === 0) await attach(registry, repository, image, places, random);
    }
  }
  return { repositories, moves };
}

async function attach(
  registry: Registry,
  repository: RepositoryName,
  image: Built,
  places: BlobPlaces,
  random: (below: number) => number,
): Promise<void> {
  const artifact = (what: string, subject: Built | undefined) =>
    buildArtifact({
      artifactType: "application/vnd.example.statement",
      files: [
        {
          mediaType: "text/plain",
          content: jsonContent({ what, about: image.content.digest, in: repository }),
        },
      ],
      ...(subject === undefined ? {} : { subject: descriptorOf(subject.mediaType, subject.content) }),
    });
  const digest = (of: Built): Digest => of.content.digest;
  if (random(2) === 0) {
    const signature = artifact("signature", undefined);
    await pushImage(registry, repository, [signatureTag(digest(image))], signature, places);
    // A signature can be signed as well.
    if (random(2) === 0) {
      const again = artifact("signature of a signature", undefined);
      await pushImage(registry, repository, [signatureTag(digest(signature))], again, places);
    }
    return;
  }
  const referrers = [artifact("sbom", image), artifact("attestation", image)].slice(random(2));
  const index = buildIndex({ children: referrers.map((referrer) => ({ image: referrer })) });
  await pushImage(registry, repository, [fallbackTag(digest(image))], index, places);
}
