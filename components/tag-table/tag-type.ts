import type { TagRow } from "#lib/index/types.ts";
import { artifactKind } from "#lib/oci/artifact.ts";
import type { ArtifactKind } from "#lib/oci/artifact-types.ts";
import { attachedTag } from "#lib/oci/attached.ts";
import { placeholderArtifactType } from "#lib/oci/placeholder-type.ts";

/** What a row says a tag is. Kinds have a word in each language; a plain artifact is named by its label. */
export interface TagType {
  readonly kind: ArtifactKind | "index" | "schema1" | "referrers" | "placeholder" | "unknown";
  /** The name of an artifact's type, or the media type of what is not known. */
  readonly label: string;
}

/** What a tag is, as its name and its manifest tell; null while the manifest was not read. */
export function tagType({ tag, summary }: Pick<TagRow, "tag" | "summary">): TagType | null {
  const attached = attachedTag(tag);
  if (attached !== undefined) return { kind: attached.kind, label: attached.kind };
  if (summary === null) return null;
  const { kind, artifactType, mediaType } = summary;
  if (artifactType === placeholderArtifactType) return { kind: "placeholder", label: artifactType };
  if (kind === "schema1" || kind === "unknown") return { kind, label: mediaType };
  if (artifactType !== null) return artifactKind({ artifactType });
  return kind === "index" ? { kind, label: mediaType } : { kind: "image", label: mediaType };
}
