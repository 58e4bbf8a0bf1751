import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { hashToken } from "#lib/settings/random-token.ts";
import { AccessError } from "../access-error.ts";
import type { TokenPrincipal } from "../principal.ts";
import { isRole } from "../role.ts";
import { tokenScopesSchema } from "./scopes.ts";

/** How old the noted time of last use may become before it is written anew, in milliseconds. */
const noteInterval = 60_000;

/**
 * Who has a token: it is its owner, with the role that they have now, and within its scopes.
 *
 * @param now milliseconds since 1970.
 * @throws {AccessError} `TOKEN_INVALID` where there is none, it was revoked, or its owner is gone; `TOKEN_EXPIRED`
 */
export async function tokenPrincipal(
  db: Kysely<Schema>,
  token: string,
  now: number,
): Promise<TokenPrincipal> {
  const row = await db
    .selectFrom("api_tokens")
    .innerJoin("users", "users.id", "api_tokens.owner_id")
    .select([
      "api_tokens.id",
      "api_tokens.name",
      "api_tokens.scopes",
      "api_tokens.expires_at",
      "api_tokens.used_at",
      "users.id as owner_id",
      "users.username",
      "users.role",
    ])
    .where("api_tokens.token_hash", "=", hashToken(token))
    .where("api_tokens.revoked_at", "is", null)
    .executeTakeFirst();
  const scopes = row === undefined ? undefined : tokenScopesSchema.safeParse(JSON.parse(row.scopes)).data;
  if (row === undefined || scopes === undefined || !isRole(row.role)) {
    throw new AccessError(
      "TOKEN_INVALID",
      "There is no such token: it was mistyped or revoked, or its owner is gone. Make one under Settings, API tokens.",
    );
  }
  if (row.expires_at <= now) {
    throw new AccessError(
      "TOKEN_EXPIRED",
      `The token “${row.name}” has expired. Make another under Settings, API tokens.`,
      { params: { name: row.name } },
    );
  }
  if (row.used_at === null || row.used_at < now - noteInterval) {
    await db.updateTable("api_tokens").set({ used_at: now }).where("id", "=", row.id).execute();
  }
  return {
    kind: "token",
    id: row.id,
    name: row.name,
    owner: { id: row.owner_id, username: row.username },
    role: row.role,
    scopes,
  };
}
