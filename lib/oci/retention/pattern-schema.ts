import { z } from "zod";
import { namePattern } from "../pattern/name-pattern.ts";
import { PatternError } from "../pattern/pattern.ts";
import type { ProtectedPattern } from "./protected-pattern.ts";

/** Names that one list may have: more than anybody writes, and few enough to be tried on each of 100,000 tags. */
const mostNames = 100;

/** A glob or a regular expression between slashes, over names of tags or repositories. */
export const patternSchema = z
  .string({ error: "must be a text: a glob such as v*, or a regular expression such as /^v1/" })
  .min(1, { error: "must not be empty" })
  .superRefine((text, context) => {
    try {
      namePattern(text);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      context.addIssue({
        code: "custom",
        message: `is no pattern: ${error.message}`,
        params: { code: error.code },
      });
    }
  });

/** A slug of a registry. Whether there is such a registry is not asked: a file may be written before it is added. */
const slugSchema = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
  error:
    "must be a registry’s slug, as it stands behind /r/ in addresses: lower-case letters, digits and hyphens",
});

/** An empty list would speak of nothing, which nobody means. */
function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .min(1, { error: "must name at least one" })
    .max(mostNames, { error: `must name at most ${mostNames}` });
}

/** Slugs, or `"*"` for all registries. */
export const registriesSchema = z
  .union([z.literal("*"), listOf(slugSchema)], {
    error: 'must be "*" for all registries, or a list of slugs such as [prod]',
  })
  .default("*");

/** Patterns of repositories, or `"*"` for all of them. */
export const repositoriesSchema = z
  .union([z.literal("*"), listOf(patternSchema)], {
    error: 'must be "*" for all repositories, or a list of patterns such as ["team/*"]',
  })
  .default("*");

/** Tags that nothing may delete, as a person writes it. */
export const protectionSchema = z.strictObject({
  tags: patternSchema,
  registries: registriesSchema,
  repositories: repositoriesSchema,
});

/** Patterns that may be protected at the same time. */
export const protectionsSchema = z.array(protectionSchema).max(200);

/** Tags that nothing may delete, without the id that they are stored under. */
export type Protection = Omit<ProtectedPattern, "id">;
