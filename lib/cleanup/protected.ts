import type { IndexContext } from "#lib/index/context.ts";
import { verifyTags } from "#lib/index/refresh-tags.ts";
import type { Problem, TagRow } from "#lib/index/types.ts";
import { type Digest, isDigest } from "#lib/oci/digest.ts";
import type { ManifestReference, RepositoryName, Tag } from "#lib/oci/reference.ts";
import {
  findProtectionIn,
  originOf,
  type ProtectedPattern,
  patternsFor,
} from "#lib/oci/retention/protected-pattern.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { listTags } from "#lib/registry/tags.ts";
import { protectedPatterns } from "#lib/settings/protection.ts";
import { reachOf } from "./reach.ts";
import { digestNow } from "./whereabouts.ts";

/** Why a protected tag is not deleted, for a person. */
export function protectedProblem(repository: RepositoryName, tag: Tag, pattern: ProtectedPattern): Problem {
  const { tags } = pattern;
  return {
    code: "TAG_PROTECTED",
    message: `${repository}:${tag} is protected by the pattern ${tags}: nothing deletes it. ${whatToDo(pattern)}`,
    params: { repository, tag, pattern: tags },
  };
}

function whatToDo(pattern: ProtectedPattern): string {
  switch (originOf(pattern)) {
    case "stored":
      return "An administrator can change the pattern under Settings, Protected tags.";
    case "file":
      return "The pattern stands in the file of STOWAGE_RETENTION_FILE, and can be changed there.";
    case "unreadable-file":
      return "The file of STOWAGE_RETENTION_FILE cannot be read, so that every tag counts as protected; Settings, Protected tags, says what is wrong in it.";
  }
}

/**
 * Why a request to the registry itself, `DELETE …/manifests/<reference>`, would take a protected tag along; null where it would not.
 *
 * A digest takes every tag on it along, and breaks every index that holds it. A tag should go alone, but some registries delete its
 * digest (zot 1.4 did), so it is refused where a protected tag shares it. What protected tags reach is asked of the registry now.
 *
 * @throws {RegistryError} where that cannot be found out: then nothing may be deleted.
 */
export async function protectedAgainst(
  context: IndexContext,
  repository: RepositoryName,
  reference: ManifestReference,
): Promise<Problem | null> {
  const { db, registry, signal } = context;
  const { slug } = registry.endpoint;
  const patterns = patternsFor(await protectedPatterns(db), slug, repository);
  if (patterns.length === 0) return null;
  const find = findProtectionIn(patterns, slug);
  const own = isDigest(reference) ? null : find(repository, reference);
  if (!isDigest(reference) && own !== null) return protectedProblem(repository, reference, own);

  const tags = (await listTags(registry, repository, { signal }).catch(noSuchRepository)).filter(
    (tag) => find(repository, tag) !== null,
  );
  const digest = isDigest(reference) ? reference : await digestNow(registry, repository, reference);
  if (tags.length === 0 || digest === null) return null;
  const rows = await verifyTags(context, repository, tags);
  const unreadable = rows.find(isUnreadable);
  if (unreadable?.problem) return unreadable.problem;
  const first = await firstReaching(context, repository, rows, digest, isDigest(reference));
  const pattern = first === undefined ? null : find(repository, first);
  if (first === undefined || pattern === null) return null;
  return {
    code: "TAG_PROTECTED",
    message: `${reference} holds up ${repository}:${first}, which is protected by the pattern ${pattern.tags}. Delete single tags in Stowage’s own dialog, which leaves all others. ${whatToDo(pattern)}`,
    params: { repository, tag: first, pattern: pattern.tags },
  };
}

function noSuchRepository(error: unknown): readonly Tag[] {
  if (error instanceof RegistryError && error.code === "NAME_UNKNOWN") return [];
  throw error;
}

/** Listed with nothing behind it is known; not to be read is not. */
function isUnreadable({ digest, problem }: TagRow): boolean {
  return digest === null && problem?.code !== "MANIFEST_UNKNOWN";
}

async function firstReaching(
  context: IndexContext,
  repository: RepositoryName,
  rows: readonly TagRow[],
  digest: Digest,
  throughIndexes: boolean,
): Promise<Tag | undefined> {
  const direct = rows.find((row) => row.digest === digest)?.tag;
  if (direct !== undefined || !throughIndexes) return direct;
  return (await reachOf(context, repository, rows)).get(digest)?.[0]?.tag;
}
