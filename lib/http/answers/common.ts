import { z } from "zod";

/** Milliseconds since 1970. */
export const instantAnswer = z.int().meta({ description: "Milliseconds since 1970." });

/** ISO 8601 in UTC. */
export const isoAnswer = z.iso.datetime();

/** The name of a repository. */
export const repositoryAnswer = z.string().meta({ examples: ["team/app"] });

/** A tag. */
export const tagAnswer = z.string().meta({ examples: ["v1.0"] });

/** A digest. */
export const digestAnswer = z.string().meta({ examples: ["sha256:…"] });

/** The slug of a registry. */
export const slugAnswer = z.string().meta({ examples: ["prod"] });

/** Why something could not be had. */
export const problemAnswer = z.strictObject({
  code: z.string().meta({ description: "To decide by.", examples: ["MANIFEST_UNKNOWN"] }),
  message: z.string().meta({ description: "A sentence in English." }),
  params: z.record(z.string(), z.string()).meta({ description: "What the sentence speaks of." }),
});

/** What stands behind a digest. */
export const manifestSummaryAnswer = z.strictObject({
  kind: z.enum(["manifest", "index", "schema1", "unknown"]),
  mediaType: z.string(),
  artifactType: z.string().nullable().meta({ description: "Null for images." }),
  platforms: z.array(z.string().meta({ examples: ["linux/amd64"] })),
  size: z.number().nullable().meta({ description: "Compressed bytes of config and layers." }),
  created: z.string().nullable().meta({ description: "RFC 3339." }),
});
