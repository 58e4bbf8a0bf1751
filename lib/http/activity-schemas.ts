import { z } from "zod";
import type { ActivityFilter } from "#lib/activity/list.ts";
import { activityActions } from "#lib/activity/types.ts";

const text = z
  .string()
  .max(255)
  .transform((value) => value.trim() || undefined)
  .optional();
const number = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional();

const activityFilter = z.object({
  registry: text,
  repository: text,
  actor: text,
  action: z.enum(activityActions).optional().catch(undefined),
});

/** Those filters, and between which entries. */
export const activityQuery = activityFilter.extend({ before: number, after: number });

/** What a listener asks for. A browser that reconnects by itself says where it was in Last-Event-ID, which comes later. */
export const changeQuery = z.object({ registry: text, since: number });

/** The filters of the activity page, as its address has them; what makes no sense there counts for nothing. */
export function readActivityFilter(
  query: Readonly<Record<string, string | string[] | undefined>>,
): ActivityFilter {
  const last = Object.entries(query).map(([name, value]) => [name, [value ?? []].flat().at(-1)]);
  return activityFilter.safeParse(Object.fromEntries(last)).data ?? {};
}
