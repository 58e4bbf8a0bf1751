import { z } from "zod";
import { collectorKinds } from "#lib/cleanup/collection/collector-setting.ts";
import {
  digestAnswer,
  instantAnswer,
  manifestSummaryAnswer,
  problemAnswer,
  repositoryAnswer,
  tagAnswer,
} from "./common.ts";

const bytesAnswer = z.number().meta({ description: "Bytes." });

/** How a registry's garbage is collected. */
export const collectorAnswer = z.strictObject({
  setting: z.strictObject({
    kind: z.enum(collectorKinds),
    major: z.union([z.literal(2), z.literal(3)]).meta({ description: "distribution’s." }),
    deleteUntagged: z.boolean(),
    everyHours: z.int().nullable().meta({ description: "Null where it is run by hand." }),
    hoursAtMost: z.int().meta({ description: "That one that Stowage runs may take." }),
    container: z.string(),
    service: z.string(),
    unit: z.string(),
    program: z.string(),
    account: z.string(),
    namespace: z.string(),
    deployment: z.string(),
    config: z.string(),
    storage: z.string(),
    webhook: z.string().nullable().meta({ description: "For administrators alone." }),
  }),
  described: z.boolean().meta({ description: "False where nobody has said so yet." }),
  hasWebhookSecret: z.boolean(),
  runs: z.enum(["command", "webhook"]).nullable().meta({ description: "By what Stowage can run it." }),
});

const differenceAnswer = z.strictObject({
  count: z.int(),
  bytes: bytesAnswer,
  largest: z.array(z.strictObject({ digest: digestAnswer, size: bytesAnswer.nullable() })),
});

/** A collection of garbage. */
export const collectionRunAnswer = z.strictObject({
  id: z.uuid(),
  state: z.enum(["running", "done", "failed", "interrupted", "accepted", "told"]),
  how: z.enum(["command", "webhook", "elsewhere"]),
  begunBy: z.strictObject({ kind: z.enum(["user", "token", "schedule"]), name: z.string() }),
  begunAt: instantAnswer,
  endedAt: instantAnswer.nullable(),
  deleteUntagged: z.boolean(),
  predicted: bytesAnswer.nullable(),
  result: z
    .strictObject({
      bytes: bytesAnswer,
      blobs: z.int(),
      unknown: z.int().meta({ description: "Blobs of a size that nobody has told." }),
      manifests: z.int().nullable(),
      stayed: differenceAnswer.meta({ description: "Predicted, and not freed." }),
      unforeseen: differenceAnswer.meta({ description: "Freed, and not predicted." }),
    })
    .nullable()
    .meta({ description: "What it has freed by its own account." }),
  problem: problemAnswer.nullable(),
  output: z.string().meta({ description: "The end of what it printed; empty in lists." }),
});

/** The latest collections of a registry. */
export const collectionRunsAnswer = z.strictObject({
  runs: z.array(collectionRunAnswer),
  progress: z.strictObject({ blobs: z.int() }).nullable().meta({ description: "Of one under way." }),
});

const tagsAnswer = z.array(z.strictObject({ repository: repositoryAnswer, tag: tagAnswer }));

const collectionAnswer = z.strictObject({
  bytes: bytesAnswer,
  broken: tagsAnswer.meta({ description: "Tags that cannot be pulled any more afterwards." }),
});

/** What collecting would free now. */
export const collectionForecastAnswer = z.strictObject({
  keeping: collectionAnswer.meta({ description: "Without `--delete-untagged`." }),
  deleting: collectionAnswer.meta({ description: "With `--delete-untagged`." }),
  lost: tagsAnswer.meta({ description: "Tags that an earlier one has broken." }),
});

const nextAnswer = z.string().nullable().meta({ description: "Where to go on; null where that was all." });

/** Manifests that no tag reaches. */
export const unreachedAnswer = z.strictObject({
  manifests: z.array(
    z.strictObject({
      repository: repositoryAnswer,
      digest: digestAnswer,
      summary: manifestSummaryAnswer.nullable(),
      since: instantAnswer,
      tag: tagAnswer.nullable().meta({ description: "That was on it last." }),
      inside: digestAnswer.nullable().meta({ description: "An index without a tag that names it." }),
      exclusiveBytes: bytesAnswer,
    }),
  ),
  next: nextAnswer,
});

/** Repositories left empty. */
export const emptyRepositoriesAnswer = z.strictObject({
  removals: z.array(
    z.strictObject({
      repository: repositoryAnswer,
      commands: z.strictObject({
        steps: z.array(
          z.strictObject({
            id: z.string(),
            language: z.enum(["shell", "json"]),
            lines: z.array(z.string()),
            notes: z.array(z.string()),
          }),
        ),
        notes: z.array(z.string()),
      }),
    }),
  ),
  next: nextAnswer,
});
