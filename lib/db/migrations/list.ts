import type { Migration } from "kysely/migration";
import { accessAndSettings } from "./0001-access-and-settings.ts";
import { index } from "./0002-index.ts";
import { jobsAndSync } from "./0003-jobs-and-sync.ts";
import { tagTable } from "./0004-tag-table.ts";
import { activity } from "./0005-activity.ts";
import { search } from "./0006-search.ts";
import { sizes } from "./0007-sizes.ts";
import { flatLists } from "./0008-flat-lists.ts";
import { auditAndTokens } from "./0009-audit-and-tokens.ts";
import { retention } from "./0010-retention.ts";
import { plans } from "./0011-plans.ts";
import { collections } from "./0012-collections.ts";
import { schedules } from "./0013-schedules.ts";
import { plansTold } from "./0014-plans-told.ts";

/**
 * Every migration, in the order in which they run.
 *
 * To add one: write `NNNN-what.ts` beside this file with an exported {@link Migration} that has `up` alone (nobody goes
 * back; a backup does), describe its tables in `../tables/<room>-tables.ts` and name that in `../schema.ts`, and add a
 * line here whose key is the file's name. Never change or rename one that was released: databases remember the keys.
 * Use `db.schema`, and columns of `integer`, `bigint` and {@link columnTypes}, which SQLite and PostgreSQL both have; and add
 * rows to `../test-older-databases.ts`, by which it is tested that a database with data in it comes through.
 */
export const migrations = {
  "0001-access-and-settings": accessAndSettings,
  "0002-index": index,
  "0003-jobs-and-sync": jobsAndSync,
  "0004-tag-table": tagTable,
  "0005-activity": activity,
  "0006-search": search,
  "0007-sizes": sizes,
  "0008-flat-lists": flatLists,
  "0009-audit-and-tokens": auditAndTokens,
  "0010-retention": retention,
  "0011-plans": plans,
  "0012-collections": collections,
  "0013-schedules": schedules,
  "0014-plans-told": plansTold,
} as const satisfies Readonly<Record<string, Migration>>;
