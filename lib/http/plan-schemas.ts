import { z } from "zod";
import { digestSchema } from "#lib/oci/descriptor.ts";
import { repositorySchema, tagSchema } from "./reference-schemas.ts";
import { registryParams } from "./registry-params.ts";
import { storedViewSchema } from "./tag-view-schema.ts";

/** The most items that one answer has. */
const mostItems = 1_000;

/** The most tags that a plan may be made of by their names; a view may choose more. */
const mostTags = 50_000;

/** The parameters of routes below `/api/registries/[registry]/plans/[plan]`. */
export const planParams = registryParams.extend({ plan: z.uuid() });

const title = z.string().trim().min(1).max(200);

/** What a new plan is made from. */
export const newPlanSchema = z.strictObject({
  title: title.optional(),
  /** Whether it is kept though nobody carries it out; others are forgotten after a day. */
  save: z.boolean().default(false),
  from: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("tags"),
      repository: repositorySchema,
      /** With where each was seen, if that matters: one that is elsewhere by now is left alone. */
      tags: z
        .array(z.strictObject({ tag: tagSchema, digest: digestSchema.nullable().optional() }))
        .min(1)
        .max(mostTags),
    }),
    z.strictObject({
      kind: z.literal("view"),
      repository: repositorySchema,
      view: storedViewSchema,
      except: z.array(tagSchema).max(mostTags).default([]),
    }),
    z.strictObject({
      kind: z.literal("manifests"),
      repository: repositorySchema,
      digests: z.array(digestSchema).min(1).max(mostItems),
    }),
    z.strictObject({ kind: z.literal("untagged"), repository: repositorySchema.optional() }),
    z.strictObject({ kind: z.literal("policy"), policy: z.string().min(1).max(200) }),
  ]),
});

/** Which plans are wanted. */
export const plansQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Only those made before this instant, in milliseconds since 1970. */
  before: z.coerce.number().int().min(0).optional(),
});

const itemStates = ["planned", "stays", "begun", "deleted", "gone", "moved", "kept", "failed"] as const;

/** Which items of a plan are wanted. */
export const planItemsQuerySchema = z.object({
  repository: repositorySchema.optional(),
  /** With commas between them. */
  states: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(itemStates)).min(1))
    .optional(),
  kind: z.enum(["tag", "manifest"]).optional(),
  included: z.stringbool().default(false),
  undo: z.enum(["asked", "restored", "occupied", "failed"]).optional(),
  part: z.enum(["goes", "stays"]).optional(),
  role: z.enum(["chosen", "along"]).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(mostItems).default(100),
});

const positions = z.array(z.int().min(0)).min(1).max(mostTags);

/** Items to take out of a plan, or to put back in. */
export const trimSchema = z.strictObject({ positions, leftOut: z.boolean() });

/** What is to be done with a plan. */
export const planActionSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.enum(["apply", "pause", "resume", "cancel", "retry"]) }),
  z.strictObject({ action: z.literal("save"), title }),
  z.strictObject({ action: z.literal("undo"), positions: positions.optional() }),
]);

/** How the registry's garbage would be collected. */
export const collectionQuerySchema = z.object({
  collector: z.enum(["keep-untagged", "delete-untagged-2", "delete-untagged-3"]).default("keep-untagged"),
});

/** In which form a plan is wanted. */
export const planExportSchema = z.object({ format: z.enum(["csv", "json"]).default("csv") });
