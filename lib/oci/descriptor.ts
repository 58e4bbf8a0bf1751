import { z } from "zod";
import { type Digest, isDigest } from "./digest.ts";

/** A digest inside JSON. */
export const digestSchema = z
  .custom<Digest>((value) => typeof value === "string" && isDigest(value), { error: "is not a digest" })
  .meta({ type: "string", description: "A digest.", examples: [`sha256:${"0".repeat(64)}`] });

/** A value where a string belongs: a string as it is, anything else as its JSON text. */
export function asText(value: unknown): string {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    // Writing recurses where reading does not: a value nested a hundred thousand deep can be read but not written.
    return "…";
  }
}

/** Go writes an empty value as `null` where it does not leave it out: both are absent here. */
export function orAbsent<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => value ?? undefined, schema.optional());
}

/**
 * A map of strings, such as annotations and labels. Values of other types, which some tools write, are kept as their
 * JSON text.
 */
export const stringMapSchema = z
  .record(z.string(), z.unknown())
  .transform(
    (map): Record<string, string> =>
      Object.fromEntries(Object.entries(map).map(([key, value]) => [key, asText(value)])),
  );

const unknownWord = z.preprocess((value) => value ?? "unknown", z.string());

/** The platform of a manifest. OCI image specification, image-index.md, `platform`. */
const platformSchema = z.object({
  architecture: unknownWord,
  os: unknownWord,
  "os.version": orAbsent(z.string()),
  "os.features": orAbsent(z.array(z.string())),
  variant: orAbsent(z.string()),
});

export type Platform = z.output<typeof platformSchema>;

/** A descriptor: what a piece of content is, its digest and its size in bytes. OCI image specification, descriptor.md. */
export const descriptorSchema = z.object({
  mediaType: z.preprocess((value) => value ?? "", z.string()),
  digest: digestSchema,
  size: z.number().int().nonnegative(),
  urls: orAbsent(z.array(z.string())),
  annotations: orAbsent(stringMapSchema),
  artifactType: orAbsent(z.string()),
  platform: orAbsent(platformSchema),
});

export type Descriptor = z.output<typeof descriptorSchema>;
