import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findRegistryProgram } from "./start-registry.ts";

const run = promisify(execFile);

/** Writes a configuration for the registry's program that names its storage and nothing else; the path of the file. */
export async function writeStorageConfig(folder: string, dataDir: string): Promise<string> {
  const path = join(folder, "config.yml");
  const storage = { filesystem: { rootdirectory: dataDir } };
  // YAML is a superset of JSON.
  await writeFile(path, JSON.stringify({ version: "0.1", storage }));
  return path;
}

/** Has the registry's own program throw away what is garbage in a storage. */
export async function collectGarbage(
  dataDir: string,
  { deleteUntagged = false }: { readonly deleteUntagged?: boolean } = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "stowage-collect-"));
  try {
    const config = await writeStorageConfig(folder, dataDir);
    const words = ["garbage-collect", ...(deleteUntagged ? ["--delete-untagged"] : []), config];
    await run(await findRegistryProgram(), words, { maxBuffer: 64 * 1024 * 1024 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Bytes of all blobs in a storage. */
export async function bytesOnDisk(dataDir: string): Promise<number> {
  const root = join(dataDir, "docker/registry/v2/blobs");
  const files = (await readdir(root, { recursive: true })).filter((name) => name.endsWith("/data"));
  let sum = 0;
  for (const name of files) sum += (await stat(join(root, name))).size;
  return sum;
}
