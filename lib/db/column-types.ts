import { type ColumnDataType, type Kysely, PostgresAdapter, type RawBuilder, sql } from "kysely";

/** The column types of migrations whose names differ between the databases; `integer` and `bigint` are the same in both. */
interface ColumnTypes {
  /** Compared and sorted byte by byte in UTF-8. PostgreSQL would else sort as the locale of its database has it. */
  readonly text: ColumnDataType | RawBuilder<unknown>;
  readonly bytes: ColumnDataType;
}

/** The names of column types in the database that is migrated. */
export function columnTypes(db: Kysely<unknown>): ColumnTypes {
  return db.getExecutor().adapter instanceof PostgresAdapter
    ? { text: sql`text collate "C"`, bytes: "bytea" }
    : { text: "text", bytes: "blob" };
}
