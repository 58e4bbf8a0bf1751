import { mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { root } from "#scripts/tools/next-server.ts";
import { startRegistry } from "./start-registry.ts";

/**
 * The data folder of a registry that was filled once and is kept below `.test`. What was filled in half is thrown away.
 *
 * @param name changes with whatever decides what is in it.
 * @param fill gets the address of an empty registry.
 */
export async function keptFolder(name: string, fill: (url: string) => Promise<void>): Promise<string> {
  const folder = join(root, ".test", name);
  const isThere = await stat(folder).then(
    () => true,
    () => false,
  );
  if (isThere) return folder;
  await mkdir(join(root, ".test"), { recursive: true });
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    const registry = await startRegistry({ storage: unfinished });
    try {
      await fill(registry.url);
    } finally {
      await registry.stop();
    }
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  return folder;
}
