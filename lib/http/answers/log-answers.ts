import { z } from "zod";
import { activityActions } from "#lib/activity/types.ts";
import { auditOutcomes } from "#lib/audit/types.ts";
import { digestAnswer, instantAnswer, isoAnswer, repositoryAnswer, slugAnswer, tagAnswer } from "./common.ts";

const entry = {
  id: z.int().meta({ description: "Later entries have greater ones." }),
  actor: z.strictObject({
    kind: z.enum(["user", "token", "anonymous", "system"]),
    id: z.string().nullable(),
    name: z.string().nullable().meta({ description: "As it was then; a token’s is `owner/name`." }),
  }),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  action: z.string().meta({ examples: ["tag.delete"] }),
  registry: slugAnswer.nullable(),
  repository: repositoryAnswer.nullable(),
  reference: z.string().nullable().meta({ description: "A tag or a digest." }),
  outcome: z.enum(auditOutcomes),
  code: z.string().nullable().meta({ description: "Why it was refused or failed." }),
  details: z.record(z.string(), z.unknown()).meta({ description: "What exactly." }),
} as const;

/** Some of the audit log. */
export const auditAnswer = z.strictObject({
  entries: z.array(z.strictObject({ ...entry, at: instantAnswer })),
  next: z.int().nullable().meta({ description: "Gives the entries before as `before`." }),
});

/** An entry of the audit log in its export. */
export const exportedEntryAnswer = z.strictObject({ ...entry, at: isoAnswer });

/** How long the audit log keeps entries. */
export const auditRetentionAnswer = z.strictObject({
  days: z.int(),
  locked: z.boolean().meta({ description: "STOWAGE_AUDIT_DAYS decides." }),
});

/** Whether strangers may look. */
export const accessSettingsAnswer = z.strictObject({
  anonymousViewing: z.strictObject({ allowed: z.boolean(), locked: z.boolean() }),
});

/** Some activity. */
export const activityAnswer = z.strictObject({
  entries: z.array(
    z.strictObject({
      id: z.int(),
      at: instantAnswer,
      registry: slugAnswer,
      action: z.enum(activityActions),
      repository: repositoryAnswer,
      tag: tagAnswer.nullable(),
      digest: digestAnswer.nullable(),
      actor: z.string().nullable(),
      address: z.string().nullable(),
      userAgent: z.string().nullable(),
    }),
  ),
  more: z.boolean(),
});

/** That Stowage can do its work. */
export const healthAnswer = z.strictObject({ status: z.literal("ok") });
