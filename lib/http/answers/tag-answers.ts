import { z } from "zod";
import {
  descriptorAnswer,
  digestAnswer,
  instantAnswer,
  manifestSummaryAnswer,
  problemAnswer,
  repositoryAnswer,
  slugAnswer,
  tagAnswer,
} from "./common.ts";
import { protectedPatternAnswer } from "./retention-answers.ts";

const rowShape = {
  tag: tagAnswer,
  digest: digestAnswer.nullable(),
  summary: manifestSummaryAnswer.nullable(),
  problem: problemAnswer.nullable(),
} as const;

/** Some rows of the table of tags. */
export const tagWindowAnswer = z.strictObject({
  offset: z.int(),
  rows: z.array(
    z.strictObject({
      ...rowShape,
      twins: z
        .strictObject({ tags: z.array(tagAnswer), count: z.int() })
        .nullable()
        .meta({ description: "Other tags on the same digest." }),
      firstSeenAt: instantAnswer,
      movedAt: instantAnswer.nullable(),
    }),
  ),
  total: z.int().meta({ description: "Rows that the view shows." }),
  all: z.int().meta({ description: "Rows before any filter." }),
  attached: z.int(),
  place: z.int().nullable().meta({ description: "Of the tag that was asked for." }),
  filterProblem: z.string().nullable().meta({ description: "Why the filter could not be read." }),
  now: instantAnswer,
  revision: z.int().nullable(),
  pulls: z
    .record(z.string(), z.strictObject({ pulls: z.int(), lastPulledAt: instantAnswer }))
    .nullable()
    .meta({ description: "By tag; null where the registry tells of no pulls." }),
  protectedBy: z
    .record(z.string(), z.string())
    .meta({ description: "By tag, the pattern by which nothing deletes it." }),
});

/** Names of tags. */
export const tagNamesAnswer = z.strictObject({ tags: z.array(tagAnswer) });

/** Platforms of tags. */
export const platformsAnswer = z.strictObject({ platforms: z.array(z.string()) });

/** Tags as the registry has them now. */
export const verifiedTagsAnswer = z.strictObject({ rows: z.array(z.strictObject(rowShape)) });

/** What reading the tags of a repository says. */
export const tagsEventAnswer = z.looseObject({ type: z.enum(["listed", "read", "done"]) });

/** A page of what was found. */
export const searchAnswer = z.strictObject({
  results: z.array(
    z.discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("repository"),
        registry: slugAnswer,
        registryName: z.string(),
        repository: repositoryAnswer,
      }),
      z.strictObject({
        kind: z.literal("tag"),
        registry: slugAnswer,
        registryName: z.string(),
        repository: repositoryAnswer,
        tag: tagAnswer,
        digest: digestAnswer.nullable(),
        summary: manifestSummaryAnswer.nullable(),
        reasons: z.array(z.looseObject({ kind: z.string() })),
      }),
    ]),
  ),
  more: z.string().nullable().meta({ description: "Gives the next page as `after`." }),
  problem: z
    .strictObject({
      code: z.string(),
      start: z.int(),
      end: z.int(),
      params: z.record(z.string(), z.string()),
      message: z.string(),
    })
    .nullable(),
  filling: z.boolean().meta({ description: "Some may be missing still." }),
});

const tagOnDigest = z.strictObject({ tag: tagAnswer, digest: digestAnswer });

/** What deleting some tags would do. */
export const deletionPreviewAnswer = z.strictObject({
  repository: repositoryAnswer,
  tags: z.array(
    z.strictObject({
      tag: tagAnswer,
      digest: digestAnswer.nullable(),
      summary: manifestSummaryAnswer.nullable(),
      staying: z.array(tagAnswer).meta({ description: "Tags on the same digest that stay." }),
    }),
  ),
  unavailable: z.array(z.strictObject({ tag: tagAnswer, problem: problemAnswer })),
  protected: z
    .array(z.strictObject({ tag: tagAnswer, pattern: protectedPatternAnswer }))
    .meta({ description: "Chosen, and stay: nothing deletes them." }),
  untagged: z.array(
    z.strictObject({
      digest: digestAnswer,
      tags: z.array(tagAnswer),
      summary: manifestSummaryAnswer.nullable(),
      children: z.array(
        z.strictObject({
          digest: digestAnswer,
          platform: z.string().nullable(),
          reachedBy: z.array(tagAnswer),
        }),
      ),
      parents: z.array(tagOnDigest),
      referrers: z.array(descriptorAnswer),
      attachedTags: z.array(tagOnDigest.extend({ kind: z.string() })),
    }),
  ),
  stayingTags: z.int(),
  blocked: problemAnswer.nullable().meta({ description: "Why nothing can be deleted here." }),
});

/** What a deletion under way says. */
export const deletionEventAnswer = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("tag"),
    outcome: z.discriminatedUnion("state", [
      z.strictObject({
        tag: tagAnswer,
        state: z.literal("deleted"),
        method: z.enum(["tag", "placeholder"]),
      }),
      z.strictObject({ tag: tagAnswer, state: z.literal("moved"), digest: digestAnswer }),
      z.strictObject({ tag: tagAnswer, state: z.literal("gone") }),
      z.strictObject({ tag: tagAnswer, state: z.literal("failed"), problem: problemAnswer }),
    ]),
  }),
  z.strictObject({
    type: z.literal("untagged"),
    outcome: z.discriminatedUnion("state", [
      z.strictObject({ digest: digestAnswer, state: z.literal("deleted") }),
      z.strictObject({ digest: digestAnswer, state: z.literal("kept"), reachedBy: z.array(tagAnswer) }),
      z.strictObject({ digest: digestAnswer, state: z.literal("failed"), problem: problemAnswer }),
    ]),
  }),
  z.strictObject({
    type: z.literal("done"),
    missing: z.array(tagAnswer).meta({ description: "Should have stayed, and are not there." }),
    remaining: z.array(tagAnswer).meta({ description: "Were deleted, and are still there." }),
  }),
]);

/** What is known of selected tags together. */
export const selectionAnswer = z.strictObject({
  count: z.int(),
  hidden: z.int(),
  gone: z.array(tagAnswer),
  bytes: z.number(),
  unread: z.int(),
  protected: z.int().meta({ description: "A deletion leaves so many of them." }),
});
