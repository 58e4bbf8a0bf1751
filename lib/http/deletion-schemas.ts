import { z } from "zod";
import { digestSchema } from "#lib/oci/descriptor.ts";
import { repositorySchema, tagSchema } from "./reference-schemas.ts";

/** Tags that one deletion may name: with their digests they fit into the body of a request. */
const maximumTags = 5_000;

/** Manifests that one deletion may name besides: an index has one for each platform, and what is attached to them. */
const maximumManifests = 10_000;

/** Whose preview is wanted. */
export const deletionPreviewSchema = z.strictObject({
  repository: repositorySchema,
  tags: z.array(tagSchema).min(1).max(maximumTags),
});

/** What a person confirmed. A tag twice would be deleted once and then found gone. */
export const deletionSchema = z.strictObject({
  repository: repositorySchema,
  tags: z
    .array(z.strictObject({ tag: tagSchema, digest: digestSchema.nullable() }))
    .min(1)
    .max(maximumTags)
    .refine((tags) => new Set(tags.map(({ tag }) => tag)).size === tags.length, "must name each tag once"),
  untagged: z
    .array(digestSchema)
    .max(maximumManifests)
    .default([])
    .transform((digests) => [...new Set(digests)]),
});
