import { randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { type Alongside, nothingAlongside } from "#lib/db/alongside.ts";
import { exclusively } from "#lib/db/exclusively.ts";
import type { Schema } from "#lib/db/schema.ts";
import { type Protection, protectionSchema } from "#lib/oci/retention/pattern-schema.ts";
import {
  type FindProtection,
  findProtectionIn,
  mountedId,
  type ProtectedPattern,
  unreadableFileId,
} from "#lib/oci/retention/protected-pattern.ts";
import { mountedRetention } from "./retention-file.ts";

export type { ProtectedPattern } from "#lib/oci/retention/protected-pattern.ts";

/**
 * Every pattern of tags that nothing deletes: those of the mounted file first, then those stored, in their order. What a file
 * protects adds to what administrators protect, and takes nothing away from it.
 *
 * Where the file was never right since this process began, it is not known what it protects: that is everything.
 *
 * @throws where a stored pattern cannot be read, as another version of Stowage may have written it: nothing may then be deleted.
 */
export async function protectedPatterns(db: Kysely<Schema>): Promise<ProtectedPattern[]> {
  return [...mountedPatterns(), ...(await storedPatterns(db))];
}

function mountedPatterns(): ProtectedPattern[] {
  const mounted = mountedRetention();
  if (mounted.state === "none") return [];
  if (mounted.document === null) {
    return [{ id: unreadableFileId, tags: "*", registries: "*", repositories: "*" }];
  }
  return mounted.document.protect.map((pattern, position) => ({ id: mountedId(position), ...pattern }));
}

/** The patterns that administrators protect in Stowage. */
export async function storedPatterns(db: Kysely<Schema>): Promise<ProtectedPattern[]> {
  const rows = await db.selectFrom("protected_patterns").selectAll().orderBy("position").execute();
  return rows.map(({ id, tags, registries, repositories }) => ({
    id,
    ...protectionSchema.parse({
      tags,
      registries: JSON.parse(registries),
      repositories: JSON.parse(repositories),
    }),
  }));
}

/**
 * The question of which pattern protects a tag of a registry, as of now. Whoever deletes asks anew for each tag, since an
 * administrator may protect it while a long deletion runs; it costs one small query.
 *
 * @throws as {@link protectedPatterns} does.
 */
export async function protectionOf(db: Kysely<Schema>, registry: string): Promise<FindProtection> {
  return findProtectionIn(await protectedPatterns(db), registry);
}

/** What was protected and what is. */
interface ProtectionsChanged {
  readonly before: readonly ProtectedPattern[];
  readonly after: readonly ProtectedPattern[];
}

/** Replaces every stored pattern, in one step. One that is the same as before keeps its id. */
export async function storeProtections(
  db: Kysely<Schema>,
  protections: readonly Protection[],
  also: Alongside<ProtectionsChanged> = nothingAlongside,
): Promise<ProtectedPattern[]> {
  return exclusively(db, "retention", async (transaction) => {
    const before = await storedPatterns(transaction);
    const after = await writeProtections(transaction, protections);
    await also(transaction, { before, after });
    return after;
  });
}

/** As {@link storeProtections}, in a transaction that is under way. */
export async function writeProtections(
  transaction: Transaction<Schema>,
  protections: readonly Protection[],
): Promise<ProtectedPattern[]> {
  const before = new Map((await storedPatterns(transaction)).map(({ id, ...rest }) => [key(rest), id]));
  const patterns = new Map(protections.map((protection) => [key(protection), protection]));
  const after = [...patterns].map(([its, protection]) => ({
    id: before.get(its) ?? randomUUID(),
    ...protection,
  }));
  await transaction.deleteFrom("protected_patterns").execute();
  if (after.length > 0) {
    await transaction
      .insertInto("protected_patterns")
      .values(
        after.map(({ id, tags, registries, repositories }, position) => ({
          id,
          position,
          tags,
          registries: JSON.stringify(registries),
          repositories: JSON.stringify(repositories),
        })),
      )
      .execute();
  }
  return after;
}

function key({ tags, registries, repositories }: Protection): string {
  return JSON.stringify([tags, registries, repositories]);
}
