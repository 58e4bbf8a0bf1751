import type { AccessTables } from "./tables/access-tables.ts";
import type { ActivityTables } from "./tables/activity-tables.ts";
import type { AuditTables } from "./tables/audit-tables.ts";
import type { CleanupTables } from "./tables/cleanup-tables.ts";
import type { EntryTables } from "./tables/entry-tables.ts";
import type { IndexTables } from "./tables/index-tables.ts";
import type { JobsTables } from "./tables/jobs-tables.ts";
import type { RetentionTables } from "./tables/retention-tables.ts";
import type { SearchTables } from "./tables/search-tables.ts";
import type { SettingsTables } from "./tables/settings-tables.ts";
import type { SizeTables } from "./tables/size-tables.ts";

/**
 * Every table of Stowage. Each room of lib/ describes its own in `tables/`; here they are one, for Kysely's types.
 *
 * What is written must be the same in SQLite and PostgreSQL: instants are milliseconds since 1970 (`bigint`), yes or no
 * is 0 or 1 (`integer`), lists and objects are JSON (`text`), and names start with their room's unless they are its main thing.
 */
export interface Schema
  extends AccessTables,
    ActivityTables,
    CleanupTables,
    EntryTables,
    AuditTables,
    IndexTables,
    JobsTables,
    RetentionTables,
    SearchTables,
    SettingsTables,
    SizeTables {}
