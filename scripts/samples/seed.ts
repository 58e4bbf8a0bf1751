import { inCompletionOrder } from "#lib/index/in-completion-order.ts";
import type { RegistryEndpoint } from "#lib/registry/endpoint.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { headManifest } from "#lib/registry/manifests.ts";
import { openRegistry, type Registry } from "#lib/registry/open.ts";
import { catalogue } from "./catalogue/catalogue.ts";
import { type BlobPlaces, pushImage } from "./push.ts";
import type { Sample } from "./sample.ts";

/** What {@link seedSamples} did. */
export interface Seeded {
  readonly pushed: number;
  /** Samples whose tags were all there already. */
  readonly kept: number;
}

/**
 * Pushes the demo's sample images to a registry. A sample whose tags are all there is left alone, whatever they point at.
 *
 * @param options.log gets one sentence a repository.
 * @param options.samples the whole catalogue unless given.
 */
export async function seedSamples(
  endpoint: RegistryEndpoint,
  options: { readonly log?: (sentence: string) => void; readonly samples?: readonly Sample[] } = {},
): Promise<Seeded> {
  const registry = openRegistry(endpoint);
  const samples = options.samples ?? catalogue;
  const places: BlobPlaces = new Map();
  try {
    const present = new Set<Sample>();
    const look = inCompletionOrder(samples, 8, async (sample) => ({
      sample,
      there: await hasAllTags(registry, sample),
    }));
    for await (const { sample, there } of look) if (there) present.add(sample);

    const missing = samples.filter((sample) => !present.has(sample));
    // Building is work for the processor and pushing for the registry: each repository is pushed in order, while the next is built.
    const done = inCompletionOrder(missing, 3, async (sample) => {
      await push(registry, sample, places);
      return sample;
    });
    const tags = new Map<string, number>();
    for await (const { repository, tags: added } of done) {
      tags.set(repository, (tags.get(repository) ?? 0) + added.length);
    }
    for (const [repository, count] of tags) {
      options.log?.(`${repository}: ${count} ${count === 1 ? "tag" : "tags"}`);
    }
    return { pushed: missing.length, kept: present.size };
  } finally {
    await registry.close();
  }
}

async function push(registry: Registry, sample: Sample, places: BlobPlaces): Promise<void> {
  const { built, attached } = await sample.build();
  for (const child of attached ?? []) {
    await pushImage(registry, sample.repository, [child.tag], child.built, places);
  }
  await pushImage(registry, sample.repository, sample.tags, built, places);
}

/** A sample's own tags are pushed last, so when they are there, all of it is. */
async function hasAllTags(registry: Registry, sample: Sample): Promise<boolean> {
  for (const tag of sample.tags) {
    try {
      await headManifest(registry, sample.repository, tag);
    } catch (error) {
      if (error instanceof RegistryError && error.status === 404) return false;
      throw error;
    }
  }
  return true;
}
