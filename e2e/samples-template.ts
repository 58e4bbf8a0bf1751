import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seedSamples } from "#scripts/samples/seed.ts";
import { root } from "#scripts/tools/next-server.ts";
import { startRegistry } from "./registry/start-registry.ts";

/** Where the data of a registry filled with the sample images lies; the name changes with the code that builds them. */
async function templateFolder(): Promise<string> {
  const sources = join(root, "scripts/samples");
  const hash = createHash("sha256");
  for (const name of (await readdir(sources, { recursive: true })).sort()) {
    if (name.endsWith(".ts")) hash.update(await readFile(join(sources, name)));
  }
  return join(root, ".test", `samples-${hash.digest("hex").slice(0, 12)}`);
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Fills a registry with the sample images and keeps its data, unless an earlier run has. */
export async function prepareSamples(): Promise<void> {
  const folder = await templateFolder();
  if (await isThere(folder)) return;
  await mkdir(join(root, ".test"), { recursive: true });
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    const registry = await startRegistry({ storage: unfinished });
    try {
      await seedSamples({
        slug: "samples",
        name: "Samples",
        url: registry.url,
        plainHttp: true,
        skipTlsVerify: false,
      });
    } finally {
      await registry.stop();
    }
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** A folder of one's own with the data of a registry that holds the sample images. */
export async function copyOfSamples(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "stowage-e2e-registry-"));
  await cp(await templateFolder(), copy, { recursive: true });
  return copy;
}
