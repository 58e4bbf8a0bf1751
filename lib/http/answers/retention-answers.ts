import { z } from "zod";
import { instantAnswer } from "./common.ts";

/** A policy of retention, as it is kept. */
export const policyAnswer = z.looseObject({
  id: z.string(),
  policy: z.looseObject({ name: z.string(), rules: z.array(z.looseObject({ action: z.string() })) }),
  updatedAt: instantAnswer.nullable().meta({ description: "Null for one of a mounted file." }),
});

/** The policies that hold. */
export const policiesAnswer = z.looseObject({ policies: z.array(policyAnswer) });

/** What a policy would do, and some of the tags that it judges. */
export const policyPreviewAnswer = z.looseObject({});

/** What a file of policies changes. */
export const retentionChangeAnswer = z.looseObject({});

/** Patterns of tags that nothing deletes. */
export const protectionAnswer = z.strictObject({
  protect: z.array(
    z.looseObject({
      tags: z.string(),
      registries: z.union([z.literal("*"), z.array(z.string())]),
      repositories: z.union([z.literal("*"), z.array(z.string())]),
    }),
  ),
});
