import type { Digest } from "#lib/oci/digest.ts";
import { isDigestReference, type ManifestReference, type RepositoryName } from "#lib/oci/reference.ts";
import { headManifest } from "#lib/registry/manifests.ts";
import { artifactDetail } from "./artifact-detail.ts";
import { attachedTo } from "./attached.ts";
import { chooseEntry } from "./choose-entry.ts";
import type { IndexContext } from "./context.ts";
import { exclusiveBytes } from "./exclusive-bytes.ts";
import { imageDetail } from "./image-detail.ts";
import { indexEntries } from "./index-entries.ts";
import { manifestByDigest, type ReadManifest } from "./manifests.ts";
import { problemOf } from "./problem.ts";
import { readSchema1 } from "./schema1.ts";
import { storeTagRows } from "./store-tags.ts";
import { summaryByDigest } from "./summaries.ts";
import { storedTagsOnDigest } from "./tag-rows.ts";
import type { ImageDetail, ManifestSummary, PartProblem, ReferenceDetail } from "./types.ts";

/**
 * Everything that the page of a tag or digest shows.
 *
 * Parts that cannot be read (a platform that was deleted, a config that is no JSON) become `problems`; the rest is given.
 *
 * @param platform the platform to show of an index, as `formatPlatform` writes it; where it is absent or not in the index,
 * linux/amd64, else the first image of the index.
 * @throws {RegistryError} where the manifest itself cannot be read: `MANIFEST_UNKNOWN`, `NAME_UNKNOWN`, …
 */
export async function referenceDetail(
  context: IndexContext,
  repository: RepositoryName,
  reference: ManifestReference,
  platform?: string,
): Promise<ReferenceDetail> {
  const { db, registry, signal } = context;
  const slug = registry.endpoint.slug;
  const tag = isDigestReference(reference) ? null : reference;
  // A digest is asked for as well: its bytes may be known here long after they were deleted there.
  const head = await headManifest(registry, repository, reference, { signal });
  const digest = isDigestReference(reference) ? reference : head.digest;
  const read = await manifestByDigest(context, repository, digest);
  const { manifest } = read;

  const problems = new PartProblems();
  if (manifest.kind === "unknown") {
    problems.list.push({
      code: "MANIFEST_UNREADABLE",
      message: manifest.why,
      params: { mediaType: manifest.mediaType },
      part: "manifest",
      digest: null,
    });
  }
  // First of all, since it brings the whole of an index into the database, from which the others then read.
  const summary = await summaryByDigest(context, repository, digest).catch((error) => {
    problems.note(error, manifest.kind === "index" ? "entry" : "image");
    return bareSummary(read);
  });
  if (tag !== null)
    await storeTagRows(db, slug, repository, [{ tag, digest, summary, problem: null }], Date.now());

  const entries =
    manifest.kind === "index"
      ? await indexEntries(context, repository, manifest, (error, its) => problems.note(error, "entry", its))
      : [];
  const chosen = chooseEntry(entries, platform);
  const subjects = new Set([digest, ...(chosen === undefined ? [] : [chosen.entry.descriptor.digest])]);
  const [image, attached, tags, exclusive] = await Promise.all([
    imageOf(context, repository, read, chosen?.entry.descriptor.digest).catch((error) => {
      problems.note(error, "image", chosen?.entry.descriptor.digest);
      return null;
    }),
    attachedTo(context, repository, subjects, entries, (error) => problems.note(error, "attached")),
    storedTagsOnDigest(db, slug, repository, digest),
    exclusiveBytes(db, slug, repository, digest),
  ]);
  // An image without a readable config is shown as any artifact is: by its layers, and its config's text if it has one.
  const artifact =
    manifest.kind === "manifest" && image === null
      ? await artifactDetail(context, repository, manifest, (error) => problems.note(error, "image"))
      : null;

  return {
    repository,
    tag,
    digest,
    mediaType: read.mediaType,
    manifestSize: read.bytes.byteLength,
    summary,
    annotations: "annotations" in manifest ? manifest.annotations : {},
    rawManifest: new TextDecoder().decode(read.bytes),
    exclusiveBytes: exclusive,
    sameDigest: tags.filter((other) => other !== tag),
    entries,
    chosen: chosen?.entry ?? null,
    platformAsked:
      chosen === undefined || platform === undefined || platform === ""
        ? null
        : { key: chosen.found ? chosen.entry.key : platform, found: chosen.found },
    image,
    artifact,
    schema1: manifest.kind === "schema1" ? readSchema1(manifest) : null,
    subject: "subject" in manifest ? (manifest.subject ?? null) : null,
    attached,
    problems: problems.list,
  };
}

/** What could not be read, each failure once: several parts of a page may need the same thing. */
class PartProblems {
  readonly list: PartProblem[] = [];

  note(error: unknown, part: PartProblem["part"], digest?: Digest): void {
    const problem = { ...problemOf(error), part, digest: digest ?? null };
    const known = this.list.some(({ code, message }) => code === problem.code && message === problem.message);
    if (!known) this.list.push(problem);
  }
}

function bareSummary({ manifest, mediaType }: ReadManifest): ManifestSummary {
  const nothing = { artifactType: null, platforms: [], size: null, created: null };
  return { kind: manifest.kind, mediaType: manifest.mediaType || mediaType, ...nothing };
}

/** The image of a manifest, or that of an index's entry. An index inside an index has its own page: it is not unfolded here. */
async function imageOf(
  context: IndexContext,
  repository: RepositoryName,
  read: ReadManifest,
  chosen: Digest | undefined,
): Promise<ImageDetail | null> {
  if (read.manifest.kind !== "index") return imageDetail(context, repository, read);
  if (chosen === undefined) return null;
  return imageDetail(context, repository, await manifestByDigest(context, repository, chosen));
}
