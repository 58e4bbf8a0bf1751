import { z } from "zod";
import { type Digest, isDigest } from "./digest.ts";

/** A digest inside JSON. */
export const digestSchema = z.custom<Digest>((value) => typeof value === "string" && isDigest(value), {
  error: "is not a digest",
});

/** Annotations: a map of strings. Values of other types, which some tools write, are kept as their JSON text. */
export const annotationsSchema = z
  .record(z.string(), z.unknown())
  .transform(
    (map): Record<string, string> =>
      Object.fromEntries(
        Object.entries(map).map(([key, value]) => [
          key,
          typeof value === "string" ? value : JSON.stringify(value),
        ]),
      ),
  );

/** The platform of a manifest. OCI image specification, image-index.md, `platform`. */
export const platformSchema = z.object({
  architecture: z.string().default("unknown"),
  os: z.string().default("unknown"),
  "os.version": z.string().optional(),
  "os.features": z.array(z.string()).optional(),
  variant: z.string().optional(),
});

export type Platform = z.output<typeof platformSchema>;

/** A descriptor: what a piece of content is, its digest and its size in bytes. OCI image specification, descriptor.md. */
export const descriptorSchema = z.object({
  mediaType: z.string().default(""),
  digest: digestSchema,
  size: z.number().int().nonnegative(),
  urls: z.array(z.string()).optional(),
  annotations: annotationsSchema.nullish().transform((value) => value ?? undefined),
  artifactType: z.string().optional(),
  platform: platformSchema.nullish().transform((value) => value ?? undefined),
});

export type Descriptor = z.output<typeof descriptorSchema>;
