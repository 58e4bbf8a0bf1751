import {
  type ColumnDataType,
  type ColumnDefinitionBuilder,
  type Kysely,
  PostgresAdapter,
  type RawBuilder,
  sql,
} from "kysely";

/** The column types of migrations whose names differ between the databases; `integer` and `bigint` are the same in both. */
interface ColumnTypes {
  /** Compared and sorted byte by byte in UTF-8. PostgreSQL would else sort as the locale of its database has it. */
  readonly text: ColumnDataType | RawBuilder<unknown>;
  readonly bytes: ColumnDataType;
  /** Makes an `integer` column the primary key, whose values the database gives. */
  readonly numbered: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** Ends a table of which nearly everything is in its primary key: SQLite then keeps each row once, and not in an index besides. */
  readonly keptInKey: RawBuilder<unknown>;
}

/** The names of column types in the database that is migrated. */
export function columnTypes(db: Kysely<unknown>): ColumnTypes {
  return db.getExecutor().adapter instanceof PostgresAdapter
    ? {
        text: sql`text collate "C"`,
        bytes: "bytea",
        numbered: (column) => column.primaryKey().generatedByDefaultAsIdentity(),
        keptInKey: sql``,
      }
    : {
        text: "text",
        bytes: "blob",
        numbered: (column) => column.primaryKey().autoIncrement(),
        keptInKey: sql`without rowid`,
      };
}
