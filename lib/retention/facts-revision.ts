import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { protectedPatterns } from "#lib/settings/protection.ts";

/**
 * A text that is another one when anything has changed by which tags of a registry are judged: its tags, what was read of them,
 * what was told of pushes and pulls, and what is protected.
 */
export async function factsRevision(db: Kysely<Schema>, registry: string): Promise<string> {
  const [tags, told, protect] = await Promise.all([
    db
      .selectFrom("index_repositories")
      // Each change gives a repository another revision, in the transaction that makes it. Cut, so that a sum stays a number.
      .select([sql<string>`count(*)`.as("count"), sql<string>`sum(revision % 4294967296)`.as("sum")])
      .where("registry", "=", registry)
      .executeTakeFirst(),
    db
      .selectFrom("activity_endpoints")
      .select(["token_made_at", "received", "received_at"])
      .where("registry", "=", registry)
      .executeTakeFirst(),
    protectedPatterns(db),
  ]);
  return JSON.stringify([tags, told ?? null, protect]);
}
