import { rm } from "node:fs/promises";
import { join } from "node:path";
import { registryMajor } from "./start-registry.ts";

/**
 * Takes a manifest out of the storage of a registry that runs, and leaves its tags listed, as a deletion does that fails halfway.
 * With distribution 2.x it can be pushed again.
 *
 * @param dataDir the registry's data folder.
 */
export async function takeManifest(dataDir: string, repository: string, digest: string): Promise<void> {
  const [, hex = ""] = digest.split(":");
  const root = join(dataDir, "docker/registry/v2");
  const link = join(root, "repositories", repository, "_manifests/revisions/sha256", hex);
  await rm(link, { recursive: true });
  // distribution 3.1.2 remembers which manifests are in a repository, and looks for their bytes; 2.8.2 remembers the bytes.
  if ((await registryMajor()) === 3) {
    await rm(join(root, "blobs/sha256", hex.slice(0, 2), hex), { recursive: true });
  }
}
