import type { Kysely } from "kysely";
import { exclusively } from "#lib/db/exclusively.ts";
import { nextId } from "#lib/db/next-ids.ts";
import type { Schema } from "#lib/db/schema.ts";
import { topicOf } from "./actions.ts";
import type { AuditActor, AuditEvent, AuditOrigin } from "./types.ts";

/** Stowage acting by itself. */
export const bySystem: AuditOrigin = { actor: { kind: "system" }, address: null, userAgent: null };

/** Programs may call themselves anything, at any length. In characters. */
const longestUserAgent = 300;

/**
 * Writes an entry to the audit log: the only function that does.
 *
 * Where `db` is a transaction, the entry is part of it: a change of settings and its entry are both there or neither is, and
 * an entry that cannot be written undoes the change. What a transaction cannot undo, such as a deletion in a registry, is
 * announced by an entry first (`plan.apply`), without which it does not begin, and then written down step by step; a step
 * whose entry cannot be written is the last one. Take it last within a transaction: those of others wait for its end.
 *
 * @param now milliseconds since 1970.
 */
export async function writeAudit(
  db: Kysely<Schema>,
  { actor, address, userAgent }: AuditOrigin,
  event: AuditEvent,
  now = Date.now(),
): Promise<void> {
  await exclusively(db, "audit", async (transaction) => {
    await transaction
      .insertInto("audit_entries")
      .values({
        id: await nextId(transaction, "audit_entries", now),
        at: now,
        ...actorColumns(actor),
        address: address || null,
        user_agent: userAgent?.slice(0, longestUserAgent) || null,
        action: event.action,
        topic: topicOf(event.action),
        registry: event.registry ?? null,
        repository: event.repository ?? null,
        reference: event.reference ?? null,
        outcome: event.outcome,
        code: event.code ?? null,
        details: JSON.stringify(event.details ?? {}),
      })
      .execute();
  });
}

function actorColumns(actor: AuditActor) {
  switch (actor.kind) {
    case "user":
      return {
        actor_kind: "user",
        actor_id: actor.id,
        actor_name: actor.name,
        actor_key: actorKey(actor.name),
      };
    case "token":
      return {
        actor_kind: "token",
        actor_id: actor.id,
        // No user's name has a slash in it.
        actor_name: `${actor.owner}/${actor.name}`,
        actor_key: actorKey(actor.owner),
      };
    case "anonymous":
    case "system":
      return { actor_kind: actor.kind, actor_id: null, actor_name: null, actor_key: null };
  }
}

/** A user's name as entries are looked for by it: as lib/access looks users up. */
export function actorKey(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}
