import { randomUUID } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import { type Alongside, nothingAlongside } from "#lib/db/alongside.ts";
import type { Schema } from "#lib/db/schema.ts";
import type { AccessTables } from "#lib/db/tables/access-tables.ts";
import { AccessError } from "../access-error.ts";
import { type TokenScopes, tokenScopesSchema } from "./scopes.ts";
import type { NewToken } from "./token-schemas.ts";
import { generateToken } from "./token-text.ts";

const day = 24 * 60 * 60_000;

/** The most tokens that one user has at a time, revoked and expired ones not counted. */
const mostTokens = 100;

/** A token as its owner and administrators see it. */
export interface TokenSummary {
  readonly id: string;
  readonly name: string;
  /** How it begins: `stw_ab12`. */
  readonly prefix: string;
  /** The owner's name. */
  readonly owner: string;
  readonly scopes: TokenScopes;
  /** ISO 8601, as are all instants here. */
  readonly createdAt: string;
  readonly expiresAt: string;
  /** To within a minute; null where it never was. */
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
}

/** Whose tokens: those of one user, or everybody's. */
export type TokensOf = { readonly ownerId: string } | "everybody";

/**
 * Makes a token.
 *
 * @param also gets what is known of it.
 * @returns it, for the only time.
 * @throws {AccessError} `TOKENS_TOO_MANY`
 */
export async function createToken(
  db: Kysely<Schema>,
  owner: { readonly id: string; readonly username: string },
  { name, scopes, days }: NewToken,
  now = Date.now(),
  also: Alongside<TokenSummary> = nothingAlongside,
): Promise<{ readonly token: string; readonly summary: TokenSummary }> {
  const { token, hash, prefix } = generateToken();
  return db.transaction().execute(async (transaction) => {
    await refuseTooMany(transaction, owner.id, now);
    const row = await transaction
      .insertInto("api_tokens")
      .values({
        id: randomUUID(),
        token_hash: hash,
        prefix,
        name,
        owner_id: owner.id,
        scopes: JSON.stringify(scopes),
        created_at: now,
        expires_at: now + days * day,
        used_at: null,
        revoked_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const summary = summaryOf({ ...row, username: owner.username });
    await also(transaction, summary);
    return { token, summary };
  });
}

async function refuseTooMany(db: Kysely<Schema>, ownerId: string, now: number): Promise<void> {
  const { count } = await db
    .selectFrom("api_tokens")
    .select(({ fn }) => fn.countAll().as("count"))
    .where("owner_id", "=", ownerId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  if (Number(count) < mostTokens) return;
  throw new AccessError(
    "TOKENS_TOO_MANY",
    `You have ${mostTokens} tokens already. Revoke those that are not used any more.`,
    { params: { most: String(mostTokens) } },
  );
}

/** Tokens, the newest first, with those that were revoked or have expired. */
export async function listTokens(db: Kysely<Schema>, whose: TokensOf): Promise<TokenSummary[]> {
  let query = db
    .selectFrom("api_tokens")
    .innerJoin("users", "users.id", "api_tokens.owner_id")
    .selectAll("api_tokens")
    .select("users.username");
  if (whose !== "everybody") query = query.where("owner_id", "=", whose.ownerId);
  const rows = await query.orderBy("api_tokens.created_at", "desc").orderBy("api_tokens.id").execute();
  return rows.map(summaryOf);
}

/**
 * Revokes a token, at once and for good. Does nothing to one that was revoked before.
 *
 * @param whose only one of these.
 * @param also gets the token as it was.
 * @throws {AccessError} `TOKEN_UNKNOWN`
 */
export async function revokeToken(
  db: Kysely<Schema>,
  id: string,
  whose: TokensOf,
  now = Date.now(),
  also: Alongside<TokenSummary> = nothingAlongside,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const token = (await listTokens(transaction, whose)).find((one) => one.id === id);
    if (token === undefined) throw new AccessError("TOKEN_UNKNOWN", "There is no such token of yours.");
    if (token.revokedAt !== null) return;
    await transaction.updateTable("api_tokens").set({ revoked_at: now }).where("id", "=", id).execute();
    await also(transaction, token);
  });
}

function summaryOf(row: Selectable<AccessTables["api_tokens"]> & { username: string }): TokenSummary {
  const instant = (at: number) => new Date(at).toISOString();
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    owner: row.username,
    // What this version cannot read was written by a newer one; such a token works for nothing here.
    scopes: tokenScopesSchema.safeParse(JSON.parse(row.scopes)).data ?? noScopes,
    createdAt: instant(row.created_at),
    expiresAt: instant(row.expires_at),
    usedAt: row.used_at === null ? null : instant(row.used_at),
    revokedAt: row.revoked_at === null ? null : instant(row.revoked_at),
  };
}

const noScopes: TokenScopes = { registries: [], repositories: [], actions: [] };
