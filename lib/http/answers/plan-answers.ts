import { z } from "zod";
import {
  digestAnswer,
  instantAnswer,
  problemAnswer,
  repositoryAnswer,
  slugAnswer,
  tagAnswer,
} from "./common.ts";

const personAnswer = z.strictObject({
  kind: z.enum(["user", "token", "schedule"]),
  name: z.string(),
});

const holderAnswer = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("tag"), tag: tagAnswer }),
  z.strictObject({ by: z.literal("index"), index: digestAnswer, tag: tagAnswer.nullable() }),
  z.strictObject({ by: z.literal("subject"), subject: digestAnswer }),
  z.strictObject({ by: z.literal("wish") }),
]);

/** A plan. */
export const planAnswer = z
  .looseObject({
    id: z.uuid(),
    registry: slugAnswer,
    title: z.string(),
    origin: z.looseObject({ kind: z.enum(["selection", "policy", "untagged"]) }),
    state: z.enum(["making", "ready", "running", "done", "cancelled", "failed"]),
    paused: z.boolean(),
    saved: z.boolean(),
    madeBy: personAnswer,
    madeAt: instantAnswer,
    begunBy: personAnswer.nullable(),
    begunAt: instantAnswer.nullable(),
    endedAt: instantAnswer.nullable(),
    forecast: z
      .looseObject({
        repositories: z.int(),
        tags: z.int(),
        manifests: z.int(),
        staying: z.int(),
        bytes: z.number().meta({ description: "Bytes that collecting garbage frees then." }),
        unread: z.int().meta({ description: "Tags of the registry that were never read." }),
        tagsLeft: z.int().meta({ description: "Tags that stay in these repositories." }),
        emptied: z.int().meta({ description: "Repositories in which no tag stays." }),
        latest: z.int().meta({ description: "Repositories in which the tag latest goes." }),
      })
      .nullable()
      .meta({ description: "Null until it is made." }),
    counts: z.record(z.string(), z.int()).meta({ description: "Items by what became of them." }),
    tagCounts: z.record(z.string(), z.int()).meta({ description: "The same of tags alone." }),
    undo: z
      .looseObject({ asked: z.int(), occupied: z.int(), failed: z.int() })
      .meta({ description: "How many items wait to be put back, or could not be." }),
    blocked: problemAnswer
      .nullable()
      .meta({ description: "Why nothing can be deleted, as found when made." }),
    problem: problemAnswer.nullable(),
  })
  .meta({ description: "What is deleted, and what became of it." });

/** Plans. */
export const plansAnswer = z.array(planAnswer);

/** Some items of a plan. */
export const planItemsAnswer = z.strictObject({
  total: z.int(),
  items: z.array(
    z.looseObject({
      position: z.int().meta({ description: "By which it is taken out, put back in, and undone." }),
      repository: repositoryAnswer,
      kind: z.enum(["tag", "manifest"]),
      reference: z.string(),
      digest: digestAnswer.nullable(),
      role: z.string().meta({ description: "chosen, or why it goes along." }),
      about: digestAnswer.nullable(),
      reason: z.looseObject({ code: z.string() }).nullable(),
      holder: holderAnswer.nullable().meta({ description: "Why it stays, where it does." }),
      leftOut: z.boolean(),
      state: z.enum(["planned", "stays", "begun", "deleted", "gone", "moved", "kept", "failed"]),
      found: digestAnswer.nullable(),
      problem: problemAnswer.nullable(),
      others: z
        .strictObject({ tags: z.array(tagAnswer), count: z.int() })
        .meta({ description: "Of a tag, those on the same digest that are not in the plan." }),
      undo: z
        .strictObject({
          state: z.enum(["asked", "restored", "occupied", "failed"]),
          problem: problemAnswer.nullable(),
        })
        .nullable(),
    }),
  ),
});

/** What a collection of garbage would do. */
export const collectionAnswer = z.looseObject({
  bytes: z.number(),
  broken: z.array(z.looseObject({ repository: repositoryAnswer, tag: tagAnswer })),
});

/** A schedule. */
export const scheduleAnswer = z.strictObject({
  id: z.uuid(),
  registry: slugAnswer,
  policy: z.string(),
  cron: z.string().meta({ examples: ["30 3 * * 1-5"] }),
  timeZone: z.string().meta({ examples: ["Asia/Seoul"] }),
  dryRun: z.boolean(),
  atMost: z.int(),
  enabled: z.boolean(),
  madeBy: personAnswer,
  nextAt: instantAnswer,
  lastAt: instantAnswer.nullable(),
  lastPlan: z.uuid().nullable(),
  problem: problemAnswer.nullable(),
});

/** Schedules. */
export const schedulesAnswer = z.array(scheduleAnswer);
