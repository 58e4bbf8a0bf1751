import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { columnTypes } from "../column-types.ts";

/** Tables of lib/access and lib/settings: who may come in, and which registries there are. */
export const accessAndSettings: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { text } = columnTypes(db);
    await db.schema
      .createTable("users")
      .addColumn("id", text, (column) => column.primaryKey())
      .addColumn("username", text, (column) => column.notNull())
      .addColumn("username_key", text, (column) => column.notNull().unique())
      .addColumn("role", text, (column) => column.notNull())
      .addColumn("password_hash", text, (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("updated_at", "bigint", (column) => column.notNull())
      .addColumn("signed_in_at", "bigint")
      .execute();
    await db.schema
      .createTable("sessions")
      .addColumn("token_hash", text, (column) => column.primaryKey())
      .addColumn("user_id", text, (column) => column.notNull().references("users.id").onDelete("cascade"))
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("used_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("sessions_by_user").on("sessions").column("user_id").execute();
    await db.schema
      .createTable("sign_in_failures")
      .addColumn("subject", text, (column) => column.primaryKey())
      .addColumn("failures", "integer", (column) => column.notNull())
      .addColumn("last_failed_at", "bigint", (column) => column.notNull())
      .addColumn("blocked_until", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("registries")
      .addColumn("slug", text, (column) => column.primaryKey())
      .addColumn("name", text, (column) => column.notNull())
      .addColumn("url", text, (column) => column.notNull())
      .addColumn("plain_http", "integer", (column) => column.notNull())
      .addColumn("skip_tls_verify", "integer", (column) => column.notNull())
      .addColumn("ca", text)
      .addColumn("username", text)
      .addColumn("password", text)
      .addColumn("public_address", text)
      .addColumn("read_only", "integer", (column) => column.notNull())
      .addColumn("repositories", text, (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("updated_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("settings")
      .addColumn("name", text, (column) => column.primaryKey())
      .addColumn("value", text, (column) => column.notNull())
      .execute();
  },
};
