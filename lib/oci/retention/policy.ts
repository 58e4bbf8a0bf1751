import { z } from "zod";
import { readAge, readSize } from "../search/units.ts";
import { patternSchema, protectionsSchema, registriesSchema, repositoriesSchema } from "./pattern-schema.ts";
import { checkRule } from "./rule-checks.ts";

/** Entries of one list of conditions. */
const mostEntries = 50;

const ageSchema = z
  .string({ error: "must be an age such as 30d" })
  .refine((text) => readAge(text) !== undefined, {
    error: "must be an age such as 30d: a number and d (days), w (weeks), m (months of 30 days) or y (years)",
  });

const sizeSchema = z
  .string({ error: "must be a size such as 500MB" })
  .refine((text) => readSize(text) !== undefined, {
    error: "must be a size such as 500MB: a number and B, KB, MB, GB, TB, or KiB, MiB, GiB, TiB",
  });

/** How long ago something was. Both may be given, for what lies between. */
const agesSchema = z
  .strictObject({ olderThan: ageSchema.optional(), newerThan: ageSchema.optional() })
  .refine(({ olderThan, newerThan }) => olderThan !== undefined || newerThan !== undefined, {
    error: "must say olderThan or newerThan, such as { olderThan: 30d }",
  });

const newestSchema = z.strictObject({
  count: z
    .int({ error: "must be a whole number" })
    .min(1, { error: "must be at least 1" })
    .max(100_000, { error: "must be at most 100000" }),
  /** What makes one newer than another. */
  by: z.enum(["created", "pushed", "version"], { error: "must be created, pushed or version" }),
  /** So many of each major version, or of each minor one; of the whole repository where it is `none`. */
  per: z.enum(["none", "major", "minor"], { error: "must be none, major or minor" }).default("none"),
});

const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item, { error: "must be a list" })
    .min(1, { error: "must name at least one" })
    .max(mostEntries, { error: `must name at most ${mostEntries}` });

const platformSchema = patternSchema.refine((text) => !text.startsWith("/"), {
  error: "must be a platform such as linux/arm64, or a glob such as windows/*",
});

const labelSchema = z
  .string({ error: "must be a text such as team=web" })
  .max(256, { error: "must have at most 256 characters" })
  .refine((text) => /^[^=]+(?:=.*)?$/.test(text), { error: "must be a label’s key, or key=value" })
  .refine((text) => patternSchema.safeParse(patternOf(text)).success, {
    error: "has a value that is no pattern: a glob such as main-*, or a regular expression such as /^main/",
  });

/** What is looked for in a label’s value; everything where only the key is named. */
function patternOf(label: string): string {
  const at = label.indexOf("=");
  return at === -1 || at === label.length - 1 ? "*" : label.slice(at + 1);
}

/** One rule. The conditions that are given must all hold; of a list, one entry must. */
export const ruleSchema = z
  .strictObject({
    action: z.enum(["keep", "delete"], { error: "must be keep or delete" }),
    /** Why it is there, for those who read it. */
    note: z.string().max(200, { error: "must have at most 200 characters" }).optional(),
    tags: listOf(patternSchema).optional(),
    created: agesSchema.optional(),
    pushed: agesSchema.optional(),
    pulled: agesSchema.optional(),
    platforms: listOf(platformSchema).optional(),
    labels: listOf(labelSchema).optional(),
    largerThan: sizeSchema.optional(),
    smallerThan: sizeSchema.optional(),
    /** The rule speaks of manifests that no tag reaches, and of no tag. */
    untagged: z.literal(true, { error: "must be true, or left out" }).optional(),
    /** Of keep rules: among the newest so many. */
    newest: newestSchema.optional(),
    /** Of delete rules: not among the newest so many. */
    beyondNewest: newestSchema.optional(),
  })
  .superRefine(checkRule);

/** The longest name of a policy, in characters. */
const longestPolicyName = 100;

/** A named list of rules for some repositories. */
export const policySchema = z.strictObject({
  name: z
    .string({ error: "must be a text" })
    .trim()
    .min(1, { error: "must not be empty" })
    .max(longestPolicyName, { error: `must have at most ${longestPolicyName} characters` }),
  registries: registriesSchema,
  repositories: repositoriesSchema,
  rules: z
    .array(ruleSchema, { error: "must be a list of rules" })
    .max(100, { error: "must be at most 100 rules" }),
});

/** Several policies, of which the first that speaks of a repository governs it. */
const policiesSchema = z
  .array(policySchema, { error: "must be a list of policies" })
  .max(100, { error: "must be at most 100 policies" })
  .superRefine((policies, context) => {
    const names = new Set<string>();
    for (const [position, { name }] of policies.entries()) {
      if (names.has(name)) {
        context.addIssue({
          code: "custom",
          path: [position, "name"],
          message: `is that of another policy too: give each its own name`,
          params: { code: "NAME_TWICE" },
        });
      }
      names.add(name);
    }
  });

/** Everything about retention, as a file holds it. */
export const retentionDocumentSchema = z.strictObject({
  version: z.literal(1, { error: "must be 1" }),
  protect: protectionsSchema.default([]),
  policies: policiesSchema.default([]),
});

export type RetentionRule = z.output<typeof ruleSchema>;
export type RetentionPolicy = z.output<typeof policySchema>;
export type RetentionDocument = z.output<typeof retentionDocumentSchema>;
export type Newest = z.output<typeof newestSchema>;
/** What a rule asks of an instant. */
export type Ages = z.output<typeof agesSchema>;
