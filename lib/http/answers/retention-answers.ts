import { z } from "zod";
import { digestAnswer, instantAnswer, repositoryAnswer, slugAnswer, tagAnswer } from "./common.ts";

const scope = {
  registries: z.union([z.literal("*"), z.array(slugAnswer)]),
  repositories: z.union([z.literal("*"), z.array(z.string())]),
};

const pattern = z.strictObject({
  id: z.string().meta({ description: "`file:…` for one of the mounted file." }),
  tags: z.string().meta({ examples: ["v*"] }),
  ...scope,
});

/** Tags that nothing deletes. */
export const protectionAnswer = z.strictObject({ protect: z.array(pattern) });

const policy = z.strictObject({
  name: z.string(),
  ...scope,
  rules: z.array(
    z
      .looseObject({ action: z.enum(["keep", "delete"]) })
      .meta({ description: "With its conditions, as docs/retention.md has them." }),
  ),
});

/** A policy as it is kept. */
export const policyAnswer = z.strictObject({
  id: z.string(),
  policy,
  updatedAt: instantAnswer
    .nullable()
    .meta({ description: "To be sent as `seen` with a change; null for one of the mounted file." }),
});

const issue = z.strictObject({
  path: z.string().meta({ examples: ["policies[0].rules[1].tags"] }),
  line: z.int().nullable(),
  message: z.string().meta({ description: "A sentence in English that goes on from the path." }),
});

/** The policies that hold. */
export const policiesAnswer = z.strictObject({
  policies: z.array(policyAnswer),
  file: z
    .strictObject({
      path: z.string(),
      issues: z.array(issue),
      unknown: z.boolean().meta({ description: "It never was right: no rule deletes anything." }),
      resting: z.int().meta({ description: "Stored policies that rest while it is mounted." }),
    })
    .nullable()
    .meta({ description: "Null where none is mounted." }),
});

/** Policies in their order. */
export const orderedPoliciesAnswer = z.strictObject({ policies: z.array(policyAnswer) });

/** What a file would change, or has changed. */
export const importAnswer = z.union([
  z.strictObject({ ok: z.literal(false), issues: z.array(issue) }),
  z.strictObject({
    ok: z.literal(true),
    changes: z.array(z.looseObject({ kind: z.string().meta({ examples: ["policy-added"] }) })),
    revision: z.string().meta({ description: "To be sent as `seen` with the import." }),
  }),
]);

const reason = z
  .looseObject({ code: z.enum(["rule", "unknown", "no-rule", "protected", "attached"]) })
  .meta({ description: "Why, with what the code speaks of. Rules count from 0." });

/** What a policy would do. */
export const policyPreviewAnswer = z.strictObject({
  goes: z.int(),
  stays: z.int(),
  protected: z.int().meta({ description: "Of those that stay." }),
  unspoken: z.int().meta({ description: "Of those that stay: no rule speaks of them." }),
  attached: z.int().meta({ description: "Signatures and the like, which go with what they are about." }),
  byRule: z.array(z.int()),
  repositories: z.int(),
  total: z.int().meta({ description: "Rows that there are." }),
  offset: z.int(),
  rows: z.array(
    z.union([
      z.strictObject({
        kind: z.literal("repository"),
        repository: repositoryAnswer,
        goes: z.int(),
        stays: z.int(),
      }),
      z.strictObject({
        kind: z.literal("tag"),
        repository: repositoryAnswer,
        tag: tagAnswer,
        digest: digestAnswer.nullable(),
        created: instantAnswer.nullable(),
        goes: z.boolean(),
        reason,
      }),
    ]),
  ),
  took: z.int().meta({ description: "Milliseconds; 0 where it was known." }),
});
