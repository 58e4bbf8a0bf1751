import { type Kysely, PostgresAdapter, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { columnTypes } from "../column-types.ts";

/** The audit log, which is only ever added to, and tokens for the API. */
export const auditAndTokens: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createLog(db);
    await keepAppendOnly(db);
    await createTokens(db);
  },
};

async function createLog(db: Kysely<unknown>): Promise<void> {
  const { text } = columnTypes(db);
  await db.schema
    .createTable("audit_entries")
    .addColumn("id", "bigint", (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("actor_kind", text, (column) => column.notNull())
    .addColumn("actor_id", text)
    .addColumn("actor_name", text)
    .addColumn("actor_key", text)
    .addColumn("address", text)
    .addColumn("user_agent", text)
    .addColumn("action", text, (column) => column.notNull())
    .addColumn("topic", text, (column) => column.notNull())
    .addColumn("registry", text)
    .addColumn("repository", text)
    .addColumn("reference", text)
    .addColumn("outcome", text, (column) => column.notNull())
    .addColumn("code", text)
    .addColumn("details", text, (column) => column.notNull())
    .execute();
  for (const column of ["actor_key", "action", "topic", "registry", "repository", "outcome"]) {
    await db.schema
      .createIndex(`audit_entries_by_${column}`)
      .on("audit_entries")
      .columns([column, "id"])
      .execute();
  }
  await db.schema
    .createTable("audit_horizon")
    .addColumn("one", "integer", (column) => column.primaryKey())
    .addColumn("before_id", "bigint", (column) => column.notNull())
    .execute();
  await sql`insert into audit_horizon (one, before_id) values (1, 0)`.execute(db);
}

/** What no code of ours can do by mistake, nor a hand that is in the database for something else. */
async function keepAppendOnly(db: Kysely<unknown>): Promise<void> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    await sql`
      create function audit_entries_refuse() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' then
          if old.id < (select before_id from audit_horizon) then return old; end if;
        end if;
        raise exception 'audit entries are never changed, and removed only when they are old enough';
      end
      $$
    `.execute(db);
    await sql`
      create trigger audit_entries_append_only before update or delete on audit_entries
      for each row execute function audit_entries_refuse()
    `.execute(db);
    await sql`
      create trigger audit_entries_not_emptied before truncate on audit_entries
      for each statement execute function audit_entries_refuse()
    `.execute(db);
    return;
  }
  await sql`
    create trigger audit_entries_not_changed before update on audit_entries
    begin
      select raise(abort, 'audit entries are never changed');
    end
  `.execute(db);
  await sql`
    create trigger audit_entries_not_removed before delete on audit_entries
    when old.id >= coalesce((select before_id from audit_horizon), 0)
    begin
      select raise(abort, 'audit entries are removed only when they are old enough');
    end
  `.execute(db);
}

async function createTokens(db: Kysely<unknown>): Promise<void> {
  const { text } = columnTypes(db);
  await db.schema
    .createTable("api_tokens")
    .addColumn("id", text, (column) => column.primaryKey())
    .addColumn("token_hash", text, (column) => column.notNull().unique())
    .addColumn("prefix", text, (column) => column.notNull())
    .addColumn("name", text, (column) => column.notNull())
    .addColumn("owner_id", text, (column) => column.notNull())
    .addColumn("scopes", text, (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .addColumn("used_at", "bigint")
    .addColumn("revoked_at", "bigint")
    .execute();
  await db.schema.createIndex("api_tokens_by_owner").on("api_tokens").columns(["owner_id"]).execute();
}
