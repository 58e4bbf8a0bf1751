import { z } from "zod";
import { activityActions } from "#lib/activity/types.ts";

const text = z
  .string()
  .max(255)
  .transform((value) => value.trim() || undefined)
  .optional();
const number = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional();

/** The filters of the activity, as they stand in addresses of pages and of the API. */
export const activityFilterSchema = z.object({
  registry: text,
  repository: text,
  actor: text,
  action: z.enum(activityActions).optional().catch(undefined),
});

/** Those filters, and between which entries. */
export const activityQuery = activityFilterSchema.extend({ before: number, after: number });

/** What a listener asks for. A browser that reconnects by itself says where it was in Last-Event-ID, which comes later. */
export const changeQuery = z.object({ registry: text, since: number });
