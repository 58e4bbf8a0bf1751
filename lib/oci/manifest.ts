import { z } from "zod";
import { annotationsSchema, descriptorSchema, digestSchema } from "./descriptor.ts";
import {
  bareMediaType,
  isImageConfigMediaType,
  isIndexMediaType,
  isSchema1MediaType,
  mediaTypes,
} from "./media-types.ts";

const imageManifestSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  config: descriptorSchema,
  layers: z
    .array(descriptorSchema)
    .nullish()
    .transform((value) => value ?? []),
  subject: descriptorSchema.nullish().transform((value) => value ?? undefined),
  annotations: annotationsSchema.nullish().transform((value) => value ?? {}),
});

const indexSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  manifests: z
    .array(descriptorSchema)
    .nullish()
    .transform((value) => value ?? []),
  subject: descriptorSchema.nullish().transform((value) => value ?? undefined),
  annotations: annotationsSchema.nullish().transform((value) => value ?? {}),
});

const schema1Schema = z.object({
  schemaVersion: z.literal(1),
  name: z.string(),
  tag: z.string(),
  architecture: z.string().default("unknown"),
  fsLayers: z.array(z.object({ blobSum: digestSchema })),
  history: z.array(z.object({ v1Compatibility: z.string() })).default([]),
});

export type ImageManifest = { readonly kind: "manifest"; readonly mediaType: string } & Omit<
  z.output<typeof imageManifestSchema>,
  "mediaType"
>;
export type IndexManifest = { readonly kind: "index"; readonly mediaType: string } & Omit<
  z.output<typeof indexSchema>,
  "mediaType"
>;
export type Schema1Manifest = { readonly kind: "schema1"; readonly mediaType: string } & z.output<
  typeof schema1Schema
>;
/** Something under `/manifests/` that Stowage cannot read as any manifest; `why` says what was wrong. Shown as it is. */
export interface UnknownManifest {
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
 * @param contentType the `Content-Type` it came with; a `mediaType` inside the document wins over a generic one.
 */
export function readManifest(bytes: Uint8Array, contentType: string): Manifest {
  const sent = bareMediaType(contentType);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { kind: "unknown", mediaType: sent, why: "It is not JSON in UTF-8." };
  }
  const mediaType = mediaTypeOf(json, sent);
  if (isSchema1MediaType(mediaType)) return as("schema1", schema1Schema, json, mediaType);
  if (isIndexMediaType(mediaType)) return as("index", indexSchema, json, mediaType);
  if (mediaType === mediaTypes.ociManifest || mediaType === mediaTypes.dockerManifest) {
    return as("manifest", imageManifestSchema, json, mediaType);
  }
  return {
    kind: "unknown",
    mediaType,
    why: `Stowage does not know the media type ${mediaType || "(none)"}.`,
  };
}

/** The media type of a document: its own word, else the header's, else what its shape tells (the `mediaType` property is optional in OCI). */
function mediaTypeOf(json: unknown, sent: string): string {
  if (typeof json !== "object" || json === null) return sent;
  if ("mediaType" in json && typeof json.mediaType === "string" && json.mediaType !== "")
    return bareMediaType(json.mediaType);
  const generic =
    sent === "" ||
    sent === "application/json" ||
    sent === "text/plain" ||
    sent === "application/octet-stream";
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

/** Whether a manifest is a container image, as opposed to a Helm chart, a signature or any other artifact. */
export function isImage(manifest: ImageManifest): boolean {
  return isImageConfigMediaType(manifest.config.mediaType) && manifest.artifactType === undefined;
}
