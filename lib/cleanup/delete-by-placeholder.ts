import { randomBytes } from "node:crypto";
import type { GarbageBlob } from "#lib/index/garbage.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { deleteManifest, getManifest, putManifest } from "#lib/registry/manifests.ts";
import type { Registry } from "#lib/registry/open.ts";
import { listTags } from "#lib/registry/tags.ts";
import { uploadBlob } from "#lib/registry/uploads.ts";
import { emptyBlob, emptyBlobDigest, type Placeholder, placeholderFor } from "./placeholder.ts";
import type { DeletionOutcome, TagToDelete } from "./types.ts";
import { digestNow, whereabouts } from "./whereabouts.ts";

/** Hears of blobs that are in the registry's storage for nothing from now on. */
export type LeavingBlobs = (blobs: readonly Pick<GarbageBlob, "digest" | "size">[]) => Promise<unknown>;

/** How often a tag that a registry deleted by half is deleted anew. */
const attempts = 3;

/**
 * A deleter of single tags for registries that delete digests alone, such as distribution 2.x.
 *
 * Deleting the digest behind a tag would take every tag on it along. So the tag is first pointed at a placeholder that no
 * other tag can have, and that is deleted. Should the deletion fail, the tag is put back, unless somebody pushed it meanwhile.
 *
 * Between the last look at the tag and the placeholder there is a moment in which a push can come: registries know no
 * conditional PUT. It is one request long.
 *
 * @param leaving hears of what each deletion leaves in the registry's storage until garbage is collected.
 * @throws {RegistryError} where the tag could not be deleted and is where it was; `TAG_LEFT_BEHIND` where that is not sure.
 */
export function deleterByPlaceholder(
  registry: Registry,
  repository: RepositoryName,
  leaving: LeavingBlobs,
): (chosen: TagToDelete) => Promise<DeletionOutcome> {
  let emptyBlobThere: Promise<unknown> | undefined;

  async function ensureEmptyBlob(): Promise<void> {
    emptyBlobThere ??= uploadBlob(registry, repository, emptyBlob);
    try {
      await emptyBlobThere;
    } catch (error) {
      // The next tag tries again.
      emptyBlobThere = undefined;
      throw error;
    }
  }

  return async function deleteOne(chosen): Promise<DeletionOutcome> {
    const { tag, digest } = chosen;
    const original = digest === null ? null : await getManifest(registry, repository, digest);
    await ensureEmptyBlob();
    const where = await whereabouts(registry, repository, chosen);
    if (where.state === "moved") return { tag, ...where };
    if (where.state === "gone") return { tag, state: "gone" };
    if (where.state === "emptied") return deleteOne({ tag, digest: null });

    for (let attempt = 1; ; attempt += 1) {
      const placeholder = placeholderFor(digest, randomBytes(16).toString("hex"));
      await leaving([
        { digest: placeholder.digest, size: placeholder.bytes.byteLength },
        { digest: emptyBlobDigest, size: emptyBlob.byteLength },
      ]);
      try {
        await putManifest(registry, repository, tag, placeholder.bytes, placeholder.mediaType);
        await deleteManifest(registry, repository, placeholder.digest);
        return { tag, state: "deleted", method: "placeholder" };
      } catch (error) {
        const after = await afterFailure(registry, repository, chosen, placeholder);
        if (after.state === "deleted" || after.state === "moved") return after;
        if (after.state === "halved" && attempt < attempts) continue;
        if (after.state !== "untouched" && original !== null) {
          await putManifest(registry, repository, tag, original.bytes, original.mediaType).catch(() => {
            throw leftBehind(registry, repository, chosen);
          });
        }
        throw error;
      }
    }
  };
}

type AfterFailure =
  | DeletionOutcome
  /** Still where it was: nothing was changed. */
  | { readonly state: "untouched" }
  | { readonly state: "on-placeholder" }
  /** The manifest is deleted, the tag is listed: distribution 2.8 where something fails between the two. */
  | { readonly state: "halved" };

/** What a failed request left behind; it may have been carried out all the same. */
async function afterFailure(
  registry: Registry,
  repository: RepositoryName,
  chosen: TagToDelete,
  placeholder: Placeholder,
): Promise<AfterFailure> {
  const { tag, digest } = chosen;
  try {
    const now = await digestNow(registry, repository, tag);
    if (now === placeholder.digest) return { state: "on-placeholder" };
    if (now === null) {
      const listed = (await listTags(registry, repository)).includes(tag);
      return listed ? { state: "halved" } : { tag, state: "deleted", method: "placeholder" };
    }
    return now === digest ? { state: "untouched" } : { tag, state: "moved", digest: now };
  } catch {
    throw leftBehind(registry, repository, chosen);
  }
}

function leftBehind(
  registry: Registry,
  repository: RepositoryName,
  { tag, digest }: TagToDelete,
): RegistryError {
  const { slug, name } = registry.endpoint;
  const undo = digest === null ? "" : `, or push ${digest} under it again to keep it`;
  return new RegistryError({
    code: "TAG_LEFT_BEHIND",
    registry: slug,
    message: `${name} stopped answering while ${repository}:${tag} was being deleted. The tag may point at a placeholder that cannot be pulled: delete it again to finish${undo}.`,
    params: { registry: name, repository, tag, digest: digest ?? "" },
  });
}
