import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { type AuditFilter, allEntries, filtered, isDirect, within } from "./filter.ts";
import { entryFromRow } from "./rows.ts";
import type { AuditPage } from "./types.ts";

/** Entries of one page. */
const pageSize = 100;

/**
 * Entries looked at for one page where no index answers the whole filter. So each page costs little however large the log is,
 * and whoever wants more goes on from where it ended.
 */
const lookedAt = 10_000;

/**
 * Some entries of the audit log, the newest first, at most a hundred.
 *
 * @param before only entries with smaller ids: the `next` of the page before.
 */
export async function auditWindow(
  db: Kysely<Schema>,
  filter: AuditFilter,
  before?: number,
): Promise<AuditPage> {
  const last = isDirect(filter) ? undefined : await lastLookedAt(db, filter, before);
  let query = filtered(allEntries(db).selectAll(), filter);
  if (before !== undefined) query = query.where("id", "<", before);
  if (last !== undefined) query = query.where("id", ">=", last);
  const rows = await query
    .orderBy("id", "desc")
    .limit(pageSize + 1)
    .execute();
  const entries = rows.slice(0, pageSize).map(entryFromRow);
  const full = rows.length > pageSize;
  return { entries, next: full ? (entries.at(-1)?.id ?? null) : (last ?? null) };
}

/** The last entry that is looked at for a page; undefined where there are no more than that. */
async function lastLookedAt(
  db: Kysely<Schema>,
  filter: AuditFilter,
  before: number | undefined,
): Promise<number | undefined> {
  let query = within(allEntries(db).select("id"), filter);
  if (before !== undefined) query = query.where("id", "<", before);
  const row = await query
    .orderBy("id", "desc")
    .limit(1)
    .offset(lookedAt - 1)
    .executeTakeFirst();
  return row?.id;
}
