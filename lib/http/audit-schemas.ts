import { z } from "zod";
import { type AuditAction, type AuditTopic, isAuditAction, isAuditTopic } from "#lib/audit/actions.ts";
import type { AuditFilter } from "#lib/audit/filter.ts";
import { auditDaysRange } from "#lib/audit/retention.ts";
import { auditOutcomes } from "#lib/audit/types.ts";

const day = 24 * 60 * 60_000;

const text = z
  .string()
  .max(255)
  .transform((value) => value.trim() || undefined)
  .optional();

const described = (description: string) => text.meta({ description });

const action = z
  .string()
  .refine((value): value is AuditAction | AuditTopic => isAuditTopic(value) || isAuditAction(value), {
    error: "is neither an action nor a topic of the audit log",
  })
  .optional()
  .meta({ description: "An action such as `tag.delete`, or a topic such as `cleanup`." });

/** A day in UTC, or an instant. */
const instant = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

const filterShape = {
  actor: described("The name of a user; what their tokens did counts as theirs."),
  action,
  registry: described("The slug of a registry."),
  repository: described("The whole name of a repository."),
  outcome: z.enum(auditOutcomes).optional(),
  text: described("Somewhere in an entry, whatever its case."),
  from: instant
    .transform((value) => Date.parse(value))
    .optional()
    .meta({ description: "From this instant on, or from the start of this day in UTC." }),
  to: instant
    .transform((value) => Date.parse(value) + (value.length === "2026-01-02".length ? day : 0))
    .optional()
    .meta({ description: "Before this instant, or to the end of this day in UTC." }),
} as const;

/** Which entries of the audit log are asked for. */
export const auditFilterSchema = z.object(filterShape);

/** Those filters, and the `next` of the page before. */
export const auditQuerySchema = z.object({
  ...filterShape,
  before: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .meta({ description: "The `next` of the page before." }),
});

/** How long the audit log keeps entries. */
export const auditDaysSchema = z.strictObject({
  days: z.number().int().min(auditDaysRange.least).max(auditDaysRange.most),
});

/** The filters of the audit page, as its address has them; what makes no sense there counts for nothing. */
export function readAuditFilter(query: Readonly<Record<string, string | string[] | undefined>>): AuditFilter {
  const read = Object.entries(filterShape).map(([name, schema]) => [
    name,
    schema.safeParse([query[name] ?? []].flat().at(-1)).data,
  ]);
  return Object.fromEntries(read) as AuditFilter;
}
