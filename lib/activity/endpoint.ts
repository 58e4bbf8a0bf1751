import { timingSafeEqual } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { hashToken, randomToken } from "#lib/settings/random-token.ts";
import type { NotificationState } from "./types.ts";

/**
 * Gives a registry a token to deliver its notifications with; the former one is worth nothing from now on.
 *
 * @param now milliseconds since 1970.
 * @returns the token: 256 random bits in base64url, of which only the hash is stored.
 */
export async function makeEndpointToken(db: Kysely<Schema>, registry: string, now: number): Promise<string> {
  const token = randomToken();
  const values = { token_hash: hashToken(token), token_made_at: now };
  await db
    .insertInto("activity_endpoints")
    .values({ registry, ...values, received: 0, received_at: null })
    .onConflict((conflict) => conflict.column("registry").doUpdateSet(values))
    .execute();
  return token;
}

/** Takes a registry's token away, so that nothing more is taken in; what came before stays. */
export async function removeEndpointToken(db: Kysely<Schema>, registry: string): Promise<void> {
  await db
    .updateTable("activity_endpoints")
    .set({ token_hash: null, token_made_at: null })
    .where("registry", "=", registry)
    .execute();
}

/** Whether a token is the one that a registry delivers with. */
export async function isEndpointToken(db: Kysely<Schema>, registry: string, token: string): Promise<boolean> {
  const row = await db
    .selectFrom("activity_endpoints")
    .select("token_hash")
    .where("registry", "=", registry)
    .executeTakeFirst();
  const stored = Buffer.from(row?.token_hash ?? "", "hex");
  const given = Buffer.from(hashToken(token), "hex");
  return stored.length === given.length && timingSafeEqual(stored, given);
}

/** How the delivery of a registry's notifications stands. */
export async function notificationState(db: Kysely<Schema>, registry: string): Promise<NotificationState> {
  const row = await db
    .selectFrom("activity_endpoints")
    .select(["token_made_at", "received", "received_at"])
    .where("registry", "=", registry)
    .executeTakeFirst();
  return {
    tokenMadeAt: row?.token_made_at ?? null,
    received: row?.received ?? 0,
    receivedAt: row?.received_at ?? null,
  };
}
