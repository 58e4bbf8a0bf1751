import { z } from "zod";
import { parseGlob } from "#lib/oci/pattern/glob.ts";
import { compilePattern } from "#lib/oci/pattern/matcher.ts";
import { PatternError } from "#lib/oci/pattern/pattern.ts";

/**
 * What a token may do, each by itself: look; make plans and previews; carry them out, which deletes; take that back; and change
 * retention rules and protected tags.
 */
export const tokenActions = ["read", "plan", "apply", "undo", "rules"] as const;

export type TokenAction = (typeof tokenActions)[number];

/** The most registries or patterns that a token names. */
const named = 100;

const pattern = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(255, "is too long")
  .superRefine((text, context) => {
    try {
      repositoryMatcher([text]);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      context.addIssue({ code: "custom", params: { code: error.code }, message: error.message });
    }
  });

const all = z.literal("all");

/** Where a token may do what. */
export const tokenScopesSchema = z.strictObject({
  /** Slugs. One that is not there yet may come. */
  registries: z.union([all, z.array(z.string().min(1).max(63)).min(1, "must name one").max(named)]),
  /** Globs that fit a whole name: `*` any characters, with slashes, `?` one, `[a-z]`, `{a,b}`. */
  repositories: z.union([all, z.array(pattern).min(1, "must name one").max(named)]),
  actions: z
    .array(z.enum(tokenActions))
    .min(1, "must name one")
    .transform((actions) => tokenActions.filter((action) => actions.includes(action))),
});

export type TokenScopes = z.output<typeof tokenScopesSchema>;

/** Whether a registry is within the scopes. */
export function coversRegistry({ registries }: TokenScopes, slug: string): boolean {
  return registries === "all" || registries.includes(slug);
}

/** Whether a repository of any registry is within the scopes. */
export function coversRepository({ repositories }: TokenScopes, repository: string): boolean {
  return repositories === "all" || repositoryMatcher(repositories)(repository);
}

/** @throws {PatternError} for what is no glob. */
function repositoryMatcher(globs: readonly string[]): (repository: string) => boolean {
  const matchers = globs.map((glob) => compilePattern(parseGlob(glob), false));
  return (repository) => matchers.some((matches) => matches(repository));
}
