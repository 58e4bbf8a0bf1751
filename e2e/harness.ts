import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Digest } from "#lib/oci/digest.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import type { RegistryEndpoint } from "#lib/registry/endpoint.ts";
import { openRegistry } from "#lib/registry/open.ts";
import { listTags } from "#lib/registry/tags.ts";
import type { Built } from "#scripts/samples/image.ts";
import { pushImage } from "#scripts/samples/push.ts";
import { environmentWithoutConfiguration, startStowage } from "#scripts/tools/next-server.ts";
import { freePort } from "#scripts/tools/ports.ts";
import { type RegistryOptions, type RunningRegistry, startRegistry } from "./registry/start-registry.ts";
import { copyOfSamples } from "./samples-template.ts";

/** How a test's registry is run; its data folder is the harness's own affair. */
type TestRegistryOptions = Omit<RegistryOptions, "storage" | "token">;

/** A real registry with all that is needed to ask it, and to ask it without Stowage's client. */
export interface TestRegistry extends Pick<RunningRegistry, "url" | "host" | "ca" | "dataDir"> {
  readonly auth?: NonNullable<RegistryOptions["auth"]>;
  readonly endpoint: RegistryEndpoint;
  /** Pushes an image under tags, as a test's arrangement. */
  push(repository: string, tags: readonly string[], built: Built): Promise<Digest>;
  /** The tags of a repository as the registry has them now, sorted. */
  tags(repository: string): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** The slug under which a test's Stowage knows its registry. */
const testSlug = "test";

/** Starts a registry on a copy of the samples' data; {@link prepareSamples} must have run. */
export async function startSamplesRegistry(options: TestRegistryOptions = {}): Promise<TestRegistry> {
  const storage = await copyOfSamples();
  const server = await startRegistry({ ...options, storage });
  return testRegistry(server, options, () => rm(storage, { recursive: true, force: true }));
}

/** Starts a registry that holds nothing. */
export async function startEmptyRegistry(options: TestRegistryOptions = {}): Promise<TestRegistry> {
  return testRegistry(await startRegistry(options), options, () => Promise.resolve());
}

function testRegistry(
  server: RunningRegistry,
  { auth }: TestRegistryOptions,
  cleanUp: () => Promise<void>,
): TestRegistry {
  const { url, host, ca, dataDir } = server;
  const endpoint = server.endpoint({ slug: testSlug, name: "Test registry" });
  const registry = openRegistry(endpoint);
  return {
    url,
    host,
    dataDir,
    ...(ca === undefined ? {} : { ca }),
    ...(auth === undefined ? {} : { auth }),
    endpoint,
    push: (repository, tags, built) =>
      pushImage(registry, parseRepositoryName(repository), tags.map(parseTag), built),
    tags: async (repository) => (await listTags(registry, parseRepositoryName(repository))).toSorted(),
    stop: async () => {
      await registry.close();
      await server.stop();
      await cleanUp();
    },
  };
}

/** A production server of Stowage with a data folder of its own. */
export interface TestStowage {
  readonly url: string;
  /** The registry's slug. */
  readonly slug: string;
  readonly administrator: { readonly username: string; readonly password: string };
  /** What the server printed. */
  printed(): string;
  stop(): Promise<void>;
}

/**
 * Starts the build in STOWAGE_DIST_DIR, `.next-test` where not set.
 *
 * @param environment Stowage's configuration: `REGISTRY_URL` and the like. An administrator is added, unless it says
 *   otherwise: an empty variable counts as none.
 */
export async function startTestStowage(environment: Readonly<Record<string, string>>): Promise<TestStowage> {
  const administrator = { username: "captain", password: "correct horse battery" };
  const dataDir = await mkdtemp(join(tmpdir(), "stowage-e2e-data-"));
  const { url, child } = await startStowage({
    distDir: process.env.STOWAGE_DIST_DIR ?? ".next-test",
    host: "127.0.0.1",
    port: await freePort(),
    output: "keep",
    env: {
      ...environmentWithoutConfiguration(),
      STOWAGE_DATA_DIR: dataDir,
      // What a test looks at is asked for by its pages alone, unless it says otherwise.
      STOWAGE_SYNC_INTERVAL: "0",
      STOWAGE_ADMIN_USERNAME: administrator.username,
      STOWAGE_ADMIN_PASSWORD: administrator.password,
      ...environment,
    },
  });
  return {
    url,
    slug: testSlug,
    administrator,
    printed: () => child.lastOutput(),
    stop: async () => {
      await child.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The configuration by which Stowage knows a registry under the slug `test`. */
export function environmentFor(registry: Pick<TestRegistry, "url">): Readonly<Record<string, string>> {
  return { REGISTRY_URL: registry.url, REGISTRY_NAME: "Test registry", REGISTRY_SLUG: testSlug };
}
