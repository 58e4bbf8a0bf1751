import { randomBytes } from "node:crypto";
import { parseDigest } from "#lib/oci/digest.ts";
import { parseTag, type RepositoryName } from "#lib/oci/reference.ts";
import { RegistryError } from "../error.ts";
import { deleteManifest, deleteTag } from "../manifests.ts";
import type { Registry } from "../open.ts";
import { type Found, failed, found } from "./step.ts";

/** What a registry answers to the deletion of something that it does not have. */
type Answer = "not-there" | "disabled" | "denied" | RegistryError;

/**
 * Finds out whether manifests can be deleted by digest, without deleting any: asks for the deletion of a digest of random
 * bytes. Distribution specification, “Deleting Manifests”: 404 where it could, 405 where deletion is switched off.
 */
export async function checkDeletionByDigest(registry: Registry, repository: RepositoryName): Promise<Found> {
  const nothing = parseDigest(`sha256:${randomBytes(32).toString("hex")}`);
  const answer = await answerTo(() => deleteManifest(registry, repository, nothing));
  switch (answer) {
    case "not-there":
      return found("ok", "DELETION_POSSIBLE");
    case "disabled":
      return found("warning", "DELETION_DISABLED");
    case "denied":
      return found("warning", "DELETION_DENIED", { repository });
    default:
      return found("warning", "DELETION_UNCLEAR", { said: answer.message });
  }
}

/**
 * Finds out whether a tag can be deleted by itself, without deleting any: asks for the deletion of a tag that nobody can
 * have made. Distribution specification, “Deleting tags”: 404 where it could, 400 or 405 where it cannot.
 */
export async function checkDeletionByTag(registry: Registry, repository: RepositoryName): Promise<Found> {
  const nothing = parseTag(`stowage-check-${randomBytes(16).toString("hex")}`);
  const answer = await answerTo(() => deleteTag(registry, repository, nothing));
  if (answer === "not-there") return found("ok", "TAG_DELETION_POSSIBLE");
  if (answer === "denied") return found("warning", "DELETION_DENIED", { repository });
  if (answer === "disabled" || answer.status === 400) return found("ok", "TAG_DELETION_BY_PLACEHOLDER");
  return found("warning", "DELETION_UNCLEAR", { said: answer.message });
}

async function answerTo(deletion: () => Promise<void>): Promise<Answer> {
  try {
    await deletion();
    // Some registries (zot for a digest it never had) say that all is well where nothing was.
    return "not-there";
  } catch (error) {
    if (!(error instanceof RegistryError) || error.status === undefined) {
      failed(error);
      return error as RegistryError;
    }
    // zot says 400 for an unknown repository. Amazon ECR says 404 because it has no such route: a page, not an error.
    const unknown = error.status === 404 || error.code === "NAME_UNKNOWN";
    if (unknown && error.params.sentCode !== undefined) return "not-there";
    if (error.status === 405) return "disabled";
    if (error.status === 401 || error.status === 403) return "denied";
    return error;
  }
}
