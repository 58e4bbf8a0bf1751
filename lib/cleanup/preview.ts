import type { Digest } from "#lib/oci/digest.ts";
import type { Descriptor } from "#lib/oci/descriptor.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { verifyTags } from "#lib/index/refresh-tags.ts";
import { storedTagRows } from "#lib/index/tag-rows.ts";
import type { TagRow } from "#lib/index/types.ts";
import { listReferrers } from "#lib/registry/referrers.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { listTags } from "#lib/registry/tags.ts";
import { deletionBlocked } from "./deletion-allowed.ts";
import { childrenOf, parentsOf } from "./reach.ts";
import type { ChosenTag, DeletionPreview, UntaggedManifest } from "./types.ts";

/**
 * What deleting these tags would do: which go, which stay on the same digest, and which manifests no tag reaches afterwards.
 *
 * Nothing is changed. Where the chosen tags point, and who shares their digests, is asked of the registry now.
 *
 * @param readOnly the registry's own setting in Stowage.
 * @throws {RegistryError} where the registry cannot be read.
 */
export async function previewDeletion(
  context: IndexContext,
  repository: RepositoryName,
  tags: readonly Tag[],
  readOnly: boolean,
): Promise<DeletionPreview> {
  const chosen = new Set(tags);
  const rows = await currentRows(context, repository, chosen);
  const staying = rows.filter(({ tag }) => !chosen.has(tag));
  const stayingOn = Map.groupBy(staying, ({ digest }) => digest);

  const found: ChosenTag[] = [];
  const unavailable: { tag: Tag; problem: NonNullable<TagRow["problem"]> }[] = [];
  for (const tag of chosen) {
    const row = rows.find((candidate) => candidate.tag === tag);
    if (row?.digest) {
      const sharing = stayingOn.get(row.digest) ?? [];
      found.push({ tag, digest: row.digest, summary: row.summary, staying: sharing.map((other) => other.tag) });
    } else {
      unavailable.push({
        tag,
        problem: row?.problem ?? {
          code: "MANIFEST_UNKNOWN",
          message: `${repository} has no tag ${tag} any more.`,
          params: { repository, reference: tag },
        },
      });
    }
  }

  const losing = Map.groupBy(
    found.filter((tag) => tag.staying.length === 0),
    ({ digest }) => digest,
  );
  const untagged = await Promise.all(
    [...losing].map(([digest, its]) => untaggedManifest(context, repository, digest, its, chosen)),
  );
  return {
    repository,
    tags: found,
    unavailable,
    untagged,
    stayingTags: staying.length,
    blocked: readOnly
      ? {
          code: "READ_ONLY",
          message: `${context.registry.endpoint.name} is read-only in Stowage’s settings.`,
          params: { registry: context.registry.endpoint.slug },
        }
      : await deletionBlocked(context.registry, repository, context.signal),
  };
}

/** Every tag of the repository with its digest: the chosen ones and those that may share a digest with them asked anew. */
async function currentRows(
  context: IndexContext,
  repository: RepositoryName,
  chosen: ReadonlySet<Tag>,
): Promise<TagRow[]> {
  const { db, registry, signal } = context;
  const listed = await listTags(registry, repository, { signal });
  const known = new Map(
    (await storedTagRows(db, registry.endpoint.slug, repository)).map((row) => [row.tag, row]),
  );
  const rows = new Map<Tag, TagRow>();
  const ask = async (tags: readonly Tag[]) => {
    for (const row of await verifyTags(context, repository, tags)) rows.set(row.tag, row);
  };
  await ask(listed.filter((tag) => chosen.has(tag) || (known.get(tag)?.digest ?? null) === null));
  const digests = new Set([...chosen].map((tag) => rows.get(tag)?.digest));
  await ask(listed.filter((tag) => !rows.has(tag) && digests.has(known.get(tag)?.digest ?? null)));
  return listed.map((tag) => rows.get(tag) ?? known.get(tag)).filter((row) => row !== undefined);
}

async function untaggedManifest(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
  tags: readonly ChosenTag[],
  chosen: ReadonlySet<Tag>,
): Promise<UntaggedManifest> {
  const { db, registry } = context;
  const parents = await parentsOf(db, registry.endpoint.slug, repository, digest);
  return {
    digest,
    tags: tags.map(({ tag }) => tag),
    summary: tags[0]?.summary ?? null,
    children: await childrenOf(db, digest),
    parents: parents.filter((parent) => !chosen.has(parent.tag)),
    referrers: await referrersOf(context, repository, digest),
  };
}

async function referrersOf(
  { registry, signal }: IndexContext,
  repository: RepositoryName,
  digest: Digest,
): Promise<readonly Descriptor[]> {
  try {
    return (await listReferrers(registry, repository, digest, { signal })).descriptors;
  } catch (error) {
    if (error instanceof RegistryError && error.status === 404) return [];
    throw error;
  }
}
