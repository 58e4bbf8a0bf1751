import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { deleteTag, getManifest, putManifest } from "#lib/registry/manifests.ts";
import type { Registry } from "#lib/registry/open.ts";
import type { TagOnDigest, TagToDelete } from "./types.ts";
import { digestNow } from "./whereabouts.ts";

/** Deletes a tag by its name; false where the registry does not do that, and nothing was changed. */
export type DeleterByTag = (chosen: TagToDelete) => Promise<boolean>;

/**
 * What is known of deleting by tag here. `works`: it was done, but no tag that shares a digest was there to prove that it
 * stays. `exact`: proven. `useless`: refused, or it takes the tags on the same digest along.
 */
type Knowledge = "nothing" | "works" | "exact" | "useless";

/**
 * A deleter by tag, `DELETE /v2/<name>/manifests/<tag>`. OCI distribution specification 1.1, “Deleting tags”.
 *
 * The specification has it leave the manifest alone, and not every registry does: zot 1.4 removed the manifest with the
 * first of its tags. So the first time that another tag shares the digest, that tag is looked at afterwards; where it is
 * gone it is put back, and this registry is not asked to delete by tag again.
 *
 * @param stayingOn tags on a digest that must stay.
 */
export function deleterByTag(
  registry: Registry,
  repository: RepositoryName,
  stayingOn: (digest: TagOnDigest["digest"]) => readonly Tag[],
): DeleterByTag {
  let knowledge: Knowledge = "nothing";
  let turn: Promise<unknown> = Promise.resolve();

  async function attempt(chosen: TagToDelete): Promise<boolean> {
    if (knowledge === "useless") return false;
    const staying = chosen.digest === null ? [] : stayingOn(chosen.digest);
    const [witness] = staying;
    const proves = knowledge !== "exact" && witness !== undefined && chosen.digest !== null;
    const original = proves ? await getManifest(registry, repository, chosen.digest) : undefined;
    if (!(await tried(registry, repository, chosen))) {
      knowledge = "useless";
      return false;
    }
    if (knowledge === "nothing") knowledge = "works";
    if (original === undefined || witness === undefined) return true;
    if ((await digestNow(registry, repository, witness)) !== null) {
      knowledge = "exact";
      return true;
    }
    knowledge = "useless";
    for (const tag of staying) {
      if ((await digestNow(registry, repository, tag)) !== null) continue;
      await putManifest(registry, repository, tag, original.bytes, original.mediaType);
    }
    return true;
  }

  return (chosen) => {
    const shares = chosen.digest !== null && stayingOn(chosen.digest).length > 0;
    if (knowledge === "exact" || knowledge === "useless" || (knowledge === "works" && !shares)) {
      return attempt(chosen);
    }
    // One at a time until it is known what the registry does.
    const mine = turn.then(() => attempt(chosen));
    turn = mine.catch(() => undefined);
    return mine;
  };
}

/** What registries answer that delete by digest alone: distribution 2.x 400, others 405 or 501, and some a plain 404. */
async function tried(
  registry: Registry,
  repository: RepositoryName,
  { tag, digest }: TagToDelete,
): Promise<boolean> {
  try {
    await deleteTag(registry, repository, tag);
    return true;
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    if (error.code === "UNSUPPORTED" || [400, 405, 501].includes(error.status ?? 0)) return false;
    if (error.status !== 404) throw error;
    return digest !== null && (await digestNow(registry, repository, tag)) === null;
  }
}
