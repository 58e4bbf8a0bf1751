import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type RegistryOptions, type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import type { IndexContext } from "#lib/index/context.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { manifestAccept } from "#lib/oci/media-types.ts";
import { parseRepositoryName, parseTag, type RepositoryName } from "#lib/oci/reference.ts";
import { openRegistry } from "#lib/registry/open.ts";
import { type Built, buildImage, type Format } from "#scripts/samples/image.ts";
import { buildLayer, file } from "#scripts/samples/layer.ts";
import { pushImage } from "#scripts/samples/push.ts";

const run = promisify(execFile);

/** A real registry to delete in, and witnesses of what is in it that share no code with what deletes. */
export interface Bench {
  readonly server: RunningRegistry;
  readonly context: IndexContext;
  push(repository: string, tags: readonly string[], built: Built): Promise<Digest>;
  /** The tags as `skopeo list-tags` has them, sorted. */
  skopeoTags(repository: string): Promise<string[]>;
  /** Whether `skopeo inspect` can read a tag with its config. */
  skopeoReads(reference: string): Promise<boolean>;
  /** Status and digest that a plain GET of a manifest gives. */
  get(
    repository: string,
    reference: string,
  ): Promise<{ status: number; digest: string | null; body: string }>;
  stop(): Promise<void>;
}

/** @param at where Stowage finds the registry, when that is something in front of it. */
export async function startBench(
  options: RegistryOptions = {},
  at?: (server: RunningRegistry) => Promise<string>,
): Promise<Bench> {
  const server = await startRegistry(options);
  const url = (await at?.(server)) ?? server.url;
  const registry = openRegistry(server.endpoint({ slug: "bench", name: "Bench", url }), { firstWait: 5 });
  const db = openTestDatabase();
  const context: IndexContext = { registry, db };
  return {
    server,
    context,
    push: (repository, tags, built) =>
      pushImage(registry, parseRepositoryName(repository), tags.map(parseTag), built),
    skopeoTags: async (repository) => {
      const { stdout } = await run("skopeo", [
        "list-tags",
        "--tls-verify=false",
        `docker://${server.host}/${repository}`,
      ]).catch((error: { stderr?: string }) => {
        // distribution keeps a repository without tags, and skopeo has no word for that.
        if (error.stderr?.includes("tags") || error.stderr?.includes("null"))
          return { stdout: '{"Tags":[]}' };
        throw error;
      });
      return ((JSON.parse(stdout) as { Tags: string[] | null }).Tags ?? []).toSorted();
    },
    skopeoReads: (reference) =>
      run("skopeo", [
        "inspect",
        "--override-os=linux",
        "--override-arch=amd64",
        "--tls-verify=false",
        `docker://${server.host}/${reference}`,
      ]).then(
        () => true,
        () => false,
      ),
    get: async (repository, reference) => {
      const response = await fetch(`${server.url}/v2/${repository}/manifests/${reference}`, {
        headers: { accept: manifestAccept },
      });
      return {
        status: response.status,
        digest: response.headers.get("docker-content-digest"),
        body: await response.text(),
      };
    },
    stop: async () => {
      await registry.close();
      await db.destroy();
      await server.stop();
    },
  };
}

/** An image that no other has: its one file says `what`. */
export async function imageOf(what: string, format: Format = "oci", architecture = "amd64"): Promise<Built> {
  return buildImage({
    format,
    layers: [await buildLayer([file("what", what)])],
    config: { architecture, created: "2026-01-01T00:00:00Z" },
  });
}

/** The repository's name, checked. */
export const named = (name: string): RepositoryName => parseRepositoryName(name);
