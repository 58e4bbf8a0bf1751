import { z } from "zod";
import { registryParams } from "./registry-params.ts";

/** The parameters of routes below `/api/registries/[registry]/collections/[collection]`. */
export const collectionParams = registryParams.extend({ collection: z.uuid() });

/** What is to be done: collect now, or keep that somebody did. */
export const collectionActionSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("collect"), deleteUntagged: z.boolean() }),
  z.strictObject({
    action: z.literal("tell"),
    deleteUntagged: z.boolean(),
    /** When it began, in milliseconds since 1970; now where absent. */
    at: z.int().min(0).optional(),
  }),
]);

/** Which part of a list is wanted. */
export const listPartSchema = z.object({
  /** Where an earlier part has ended, as its `next` says. */
  after: z.string().max(1_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
