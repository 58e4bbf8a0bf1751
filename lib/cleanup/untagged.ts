import type { IndexContext } from "#lib/index/context.ts";
import type { TagRow } from "#lib/index/types.ts";
import { attachedTag } from "#lib/oci/attached.ts";
import type { Descriptor } from "#lib/oci/descriptor.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { formatPlatform, isUnknownPlatform } from "#lib/oci/platform.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { RegistryError } from "#lib/registry/error.ts";
import { listReferrers } from "#lib/registry/referrers.ts";
import { entriesOf, type Reach } from "./reach.ts";
import type { AttachedTagOnDigest, ChosenTag, UntaggedManifest } from "./types.ts";

/** What becomes of a manifest that loses its last tag: what is in it, what holds it, what hangs on it. */
export async function untaggedManifest(
  context: IndexContext,
  repository: RepositoryName,
  digest: Digest,
  tags: readonly ChosenTag[],
  staying: { readonly rows: readonly TagRow[]; readonly reach: Reach },
): Promise<UntaggedManifest> {
  const summary = tags[0]?.summary ?? null;
  const isIndex = summary === null || summary.kind === "index";
  const entries = isIndex ? await entriesOf(context, repository, digest) : [];
  const children = [...new Map(entries.map((entry) => [entry.digest, entry])).values()].map((entry) => ({
    digest: entry.digest,
    platform:
      entry.platform === undefined || isUnknownPlatform(entry.platform)
        ? null
        : formatPlatform(entry.platform),
    reachedBy: (staying.reach.get(entry.digest) ?? []).map(({ tag }) => tag),
  }));
  const going = new Set([
    digest,
    ...children.filter((it) => it.reachedBy.length === 0).map((it) => it.digest),
  ]);
  return {
    digest,
    tags: tags.map(({ tag }) => tag),
    summary,
    children,
    parents: staying.reach.get(digest) ?? [],
    referrers: await referrersOf(context, repository, digest),
    attachedTags: attachedTags(staying.rows, going),
  };
}

function attachedTags(rows: readonly TagRow[], subjects: ReadonlySet<Digest>): AttachedTagOnDigest[] {
  return rows.flatMap(({ tag, digest }) => {
    const attached = attachedTag(tag);
    if (attached === undefined || digest === null || !subjects.has(attached.subject)) return [];
    return [{ tag, digest, kind: attached.kind }];
  });
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
