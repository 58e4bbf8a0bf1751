import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { columnTypes } from "../column-types.ts";

/** What is kept and what goes: tags that nothing deletes, and the policies of retention. */
export const retention: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { text } = columnTypes(db);
    await db.schema
      .createTable("protected_patterns")
      .addColumn("id", text, (column) => column.primaryKey())
      .addColumn("position", "integer", (column) => column.notNull())
      .addColumn("tags", text, (column) => column.notNull())
      .addColumn("registries", text, (column) => column.notNull())
      .addColumn("repositories", text, (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("retention_policies")
      .addColumn("id", text, (column) => column.primaryKey())
      .addColumn("position", "integer", (column) => column.notNull())
      .addColumn("policy", text, (column) => column.notNull())
      .addColumn("updated_at", "bigint", (column) => column.notNull())
      .execute();
  },
};
