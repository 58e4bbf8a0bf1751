import { z } from "zod";
import {
  digestAnswer,
  instantAnswer,
  manifestSummaryAnswer,
  problemAnswer,
  repositoryAnswer,
  slugAnswer,
  tagAnswer,
} from "./common.ts";

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

/** What is known of selected tags together. */
export const selectionAnswer = z.strictObject({
  count: z.int(),
  hidden: z.int(),
  gone: z.array(tagAnswer),
  bytes: z.number(),
  unread: z.int(),
  protected: z.int().meta({ description: "A deletion leaves so many of them." }),
});
