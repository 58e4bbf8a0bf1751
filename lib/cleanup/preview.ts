import type { IndexContext } from "#lib/index/context.ts";
import { inCompletionOrder } from "#lib/index/in-completion-order.ts";
import type { Problem, TagRow } from "#lib/index/types.ts";
import { attachedTag } from "#lib/oci/attached.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { compareTags } from "#lib/oci/tag-order.ts";
import { protectionOf } from "#lib/settings/protection.ts";
import { currentRows } from "./current-rows.ts";
import { deletionBlocked } from "./deletion-allowed.ts";
import { reachOf } from "./reach.ts";
import type { ChosenTag, DeletionPreview, UntaggedManifest } from "./types.ts";
import { untaggedManifest } from "./untagged.ts";

/** Manifests looked into at a time. */
const concurrency = 8;

/**
 * What deleting these tags would do: which go, which stay on the same digest, and which manifests no tag names afterwards.
 *
 * Protected tags are told apart, and count as tags that stay. Nothing is changed. Where the chosen tags point, and who shares their digests, is asked of the registry now.
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
  const protection = await protectionOf(context.db, context.registry.endpoint.slug);
  const protectedTags = [...new Set(tags)].flatMap((tag) => {
    const pattern = protection(repository, tag);
    return pattern === null ? [] : [{ tag, pattern }];
  });
  const chosen = new Set(tags);
  for (const { tag } of protectedTags) chosen.delete(tag);
  const blocking = readOnly
    ? Promise.resolve(readOnlyProblem(context))
    : deletionBlocked(context.registry, repository, context.signal);
  // Whichever of the two fails first is told; the other must not be left unheard.
  const [blocked, rows] = await Promise.all([blocking, currentRows(context, repository, chosen)]);
  const stayingRows = rows.filter(({ tag }) => !chosen.has(tag));
  const stayingOn = Map.groupBy(stayingRows, ({ digest }) => digest);
  const rowOf = new Map(rows.map((row) => [row.tag, row]));

  const found: ChosenTag[] = [];
  const unavailable: { tag: Tag; problem: Problem }[] = [];
  for (const tag of chosen) {
    const row = rowOf.get(tag);
    const problem = whyUnavailable(repository, tag, row);
    if (row === undefined || problem !== null) {
      if (problem !== null) unavailable.push({ tag, problem });
      continue;
    }
    const sharing = row.digest === null ? [] : (stayingOn.get(row.digest) ?? []);
    const others = sharing.map((other) => other.tag).toSorted(compareTags);
    found.push({ tag, digest: row.digest, summary: row.summary, staying: others });
  }

  return {
    repository,
    tags: found,
    unavailable,
    protected: protectedTags,
    untagged: await untaggedBy(context, repository, found, stayingRows),
    stayingTags: stayingRows.filter(({ tag }) => attachedTag(tag) === undefined).length,
    blocked,
  };
}

/** Null where a tag can be deleted: it points somewhere, or is listed with nothing behind it. */
function whyUnavailable(repository: RepositoryName, tag: Tag, row: TagRow | undefined): Problem | null {
  if (row === undefined) {
    return {
      code: "MANIFEST_UNKNOWN",
      message: `${repository} has no tag ${tag} any more.`,
      params: { repository, reference: tag },
    };
  }
  return row.digest === null && row.problem?.code !== "MANIFEST_UNKNOWN" ? row.problem : null;
}

async function untaggedBy(
  context: IndexContext,
  repository: RepositoryName,
  found: readonly ChosenTag[],
  stayingRows: readonly TagRow[],
): Promise<UntaggedManifest[]> {
  const losing = new Map<Digest, ChosenTag[]>();
  for (const tag of found) {
    if (tag.digest === null || tag.staying.length > 0) continue;
    losing.set(tag.digest, [...(losing.get(tag.digest) ?? []), tag]);
  }
  if (losing.size === 0) return [];
  const reach = await reachOf(context, repository, stayingRows);
  const untagged = new Map<Digest, UntaggedManifest>();
  const looking = inCompletionOrder(losing, concurrency, ([digest, its]) =>
    untaggedManifest(context, repository, digest, its, { rows: stayingRows, reach }),
  );
  for await (const manifest of looking) untagged.set(manifest.digest, manifest);
  return [...losing.keys()]
    .map((digest) => untagged.get(digest))
    .filter((manifest) => manifest !== undefined);
}

function readOnlyProblem({ registry }: IndexContext): Problem {
  const { name } = registry.endpoint;
  return {
    code: "READ_ONLY",
    message: `${name} is read-only in Stowage’s settings: nothing is deleted in it.`,
    params: { registry: name },
  };
}
