import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seedSamples } from "#scripts/samples/seed.ts";
import { root } from "#scripts/tools/next-server.ts";
import { keptFolder } from "./registry/kept-folder.ts";

/** The name of the folder with the sample images; it changes with the code that builds them. */
async function templateName(): Promise<string> {
  const sources = join(root, "scripts/samples");
  const hash = createHash("sha256");
  for (const name of (await readdir(sources, { recursive: true })).sort()) {
    if (name.endsWith(".ts")) hash.update(await readFile(join(sources, name)));
  }
  return `samples-${hash.digest("hex").slice(0, 12)}`;
}

/** Fills a registry with the sample images and keeps its data, unless an earlier run has. */
export async function prepareSamples(): Promise<string> {
  return keptFolder(await templateName(), async (url) => {
    await seedSamples({ slug: "samples", name: "Samples", url, plainHttp: true, skipTlsVerify: false });
  });
}

/** A folder of one's own with the data of a registry that holds the sample images. */
export async function copyOfSamples(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "stowage-e2e-registry-"));
  await cp(await prepareSamples(), copy, { recursive: true });
  return copy;
}
