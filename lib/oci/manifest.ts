import { z } from "zod";
import { descriptorSchema, digestSchema, orAbsent, stringMapSchema } from "./descriptor.ts";
import {
  bareMediaType,
  isImageConfigMediaType,
  isIndexMediaType,
  isLayerMediaType,
  isSchema1MediaType,
  mediaTypes,
} from "./media-types.ts";

/** Go writes an empty list as `null`. */
const descriptors = z.preprocess((value) => value ?? [], z.array(descriptorSchema));
const annotations = z.preprocess((value) => value ?? {}, stringMapSchema);
/** Required by the specification, but left out by some tools; another number is another format. */
const schemaVersion2 = z.preprocess((value) => value ?? 2, z.literal(2));

const imageManifestSchema = z.object({
  schemaVersion: schemaVersion2,
  mediaType: orAbsent(z.string()),
  artifactType: orAbsent(z.string()),
  config: descriptorSchema,
  layers: descriptors,
  subject: orAbsent(descriptorSchema),
  annotations,
});

const indexSchema = z.object({
  schemaVersion: schemaVersion2,
  mediaType: orAbsent(z.string()),
  artifactType: orAbsent(z.string()),
  manifests: descriptors,
  subject: orAbsent(descriptorSchema),
  annotations,
});

const schema1Schema = z.object({
  schemaVersion: z.literal(1),
  name: z.string(),
  tag: z.string(),
  architecture: z.preprocess((value) => value ?? "unknown", z.string()),
  fsLayers: z.preprocess((value) => value ?? [], z.array(z.object({ blobSum: digestSchema }))),
  history: z.preprocess((value) => value ?? [], z.array(z.object({ v1Compatibility: z.string() }))),
});

/** One image, or an artifact in the same form. OCI image specification, manifest.md; Docker's schema 2. */
export type ImageManifest = { readonly kind: "manifest"; readonly mediaType: string } & Omit<
  z.output<typeof imageManifestSchema>,
  "mediaType"
>;
/** A list of manifests, mostly one a platform. OCI image specification, image-index.md; Docker's manifest list. */
export type IndexManifest = { readonly kind: "index"; readonly mediaType: string } & Omit<
  z.output<typeof indexSchema>,
  "mediaType"
>;
/** Docker's schema 1, signed or not. Its layers are listed from the top; nobody writes it any more. */
export type Schema1Manifest = { readonly kind: "schema1"; readonly mediaType: string } & z.output<
  typeof schema1Schema
>;
/** Something under `/manifests/` that Stowage cannot read as any manifest; `why` says what was wrong. Shown as it is. */
interface UnknownManifest {
  readonly kind: "unknown";
  readonly mediaType: string;
  readonly why: string;
}

/**
 * What stands behind a manifest reference, told apart by `kind`.
 *
 * OCI image specification, manifest.md and image-index.md; Docker's schema 2, list and schema 1.
 */
export type Manifest = ImageManifest | IndexManifest | Schema1Manifest | UnknownManifest;

/**
 * Reads the bytes of a manifest.
 *
 * Never throws: content that is no manifest gives `kind: "unknown"` with the reason, so that it can still be shown raw.
 *
 * @param bytes the manifest exactly as the registry sent it, UTF-8.
 * @param contentType the `Content-Type` it came with. A `mediaType` inside the document wins over it, unless Stowage
 *   knows only the header's.
 */
export function readManifest(bytes: Uint8Array, contentType: string): Manifest {
  const sent = bareMediaType(contentType);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { kind: "unknown", mediaType: sent, why: "It is not JSON in UTF-8." };
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return { kind: "unknown", mediaType: sent, why: "It is JSON, but not an object." };
  }
  const mediaType = mediaTypeOf(json, sent);
  const kind = kindOf(mediaType);
  const stranger = kind === undefined ? undefined : strangers[kind].find((property) => property in json);
  if (stranger !== undefined) {
    return {
      kind: "unknown",
      mediaType,
      why: `It calls itself ${mediaType}, but has “${stranger}”, which belongs to another kind of manifest.`,
    };
  }
  switch (kind) {
    case "manifest":
      return as(kind, imageManifestSchema, json, mediaType);
    case "index":
      return as(kind, indexSchema, json, mediaType);
    case "schema1":
      return as(kind, schema1Schema, json, mediaType);
    default:
      return {
        kind: "unknown",
        mediaType,
        why: `Stowage does not know the media type ${mediaType || "(none)"}.`,
      };
  }
}

/**
 * What a manifest of each kind must not have. A document that is a manifest to one client and an index to another names
 * different content to each (CVE-2021-41190); clients refuse to pull it, so it is not shown as either.
 */
const strangers = {
  manifest: ["manifests", "fsLayers"],
  index: ["layers", "config", "fsLayers"],
  schema1: [],
} as const satisfies Record<string, readonly string[]>;

function kindOf(mediaType: string): keyof typeof strangers | undefined {
  if (mediaType === mediaTypes.ociManifest || mediaType === mediaTypes.dockerManifest) return "manifest";
  if (isIndexMediaType(mediaType)) return "index";
  if (isSchema1MediaType(mediaType)) return "schema1";
  return undefined;
}

/** The media type of a document: its own word, else the header's, else what its shape tells (the `mediaType` property is optional in OCI). */
function mediaTypeOf(json: object, sent: string): string {
  const own = "mediaType" in json && typeof json.mediaType === "string" ? bareMediaType(json.mediaType) : "";
  const known = [own, sent].find((mediaType) => kindOf(mediaType) !== undefined);
  if (known !== undefined) return known;
  if (own !== "") return own;
  const generic = ["", "application/json", "text/plain", "application/octet-stream"].includes(sent);
  if (!generic) return sent;
  if ("fsLayers" in json) return mediaTypes.dockerSchema1;
  if ("manifests" in json) return mediaTypes.ociIndex;
  if ("config" in json) return mediaTypes.ociManifest;
  return sent;
}

function as<Kind extends "manifest" | "index" | "schema1", Shape>(
  kind: Kind,
  schema: z.ZodType<Shape>,
  json: unknown,
  mediaType: string,
): ({ kind: Kind; mediaType: string } & Omit<Shape, "mediaType">) | UnknownManifest {
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ...parsed.data, kind, mediaType };
  const issue = parsed.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? "The document" : `“${issue.path.join(".")}”`;
  return {
    kind: "unknown",
    mediaType,
    why: `${where}: ${issue?.message ?? "is not as the specification has it"}.`,
  };
}

/**
 * Whether a manifest is a container image, as opposed to a Helm chart, a signature or any other artifact.
 *
 * The config's media type alone does not tell: cosign and BuildKit give their signatures and attestations the config of
 * an image, but layers of their own.
 */
export function isImage(manifest: ImageManifest): boolean {
  return (
    isImageConfigMediaType(manifest.config.mediaType) &&
    manifest.artifactType === undefined &&
    manifest.layers.every(({ mediaType }) => isLayerMediaType(mediaType))
  );
}
