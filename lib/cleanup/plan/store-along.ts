import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { Going } from "./going.ts";
import { insertItems, itemRow } from "./item-rows.ts";

/**
 * Keeps what was found to go along with what a plan has chosen in a repository, and what of that stays, instead of what was found
 * before. What a person took out stays as it is, also if this is broken off.
 */
export async function storeAlong(
  db: Kysely<Schema>,
  id: string,
  repository: RepositoryName,
  found: Going,
): Promise<void> {
  const last = await db
    .selectFrom("cleanup_items")
    .select(({ fn }) => fn.max<number | null>("position").as("position"))
    .where("plan", "=", id)
    .executeTakeFirst();
  const before = await db
    .selectFrom("cleanup_items")
    .select(["reference", "position"])
    .where("plan", "=", id)
    .where("repository", "=", repository)
    .where("role", "<>", "chosen")
    .where("left_out", "=", 0)
    .execute();
  // Whoever looks at the plan names items by their places: one that was there before keeps its own.
  const placeOf = new Map(before.map(({ reference, position }) => [reference, position]));
  let next = Number(last?.position ?? -1) + 1;
  const common = (reference: string) => {
    return { plan: id, repository, reference, position: placeOf.get(reference) ?? next++ };
  };
  await db
    .deleteFrom("cleanup_items")
    .where("plan", "=", id)
    .where("repository", "=", repository)
    .where("role", "<>", "chosen")
    .where("left_out", "=", 0)
    .execute();
  await insertItems(db, [
    ...[...found.attachedTags].map(([tag, { digest, about }]) =>
      itemRow({ ...common(tag), kind: "tag", digest, role: "attached", about }),
    ),
    ...[...found.manifests].map(([digest, { role, about }]) =>
      itemRow({ ...common(digest), kind: "manifest", digest, role, about }),
    ),
    ...[...found.staying].map(([digest, { role, about, holder }]) => {
      const reason = JSON.stringify(holder);
      return itemRow({
        ...common(digest),
        kind: "manifest",
        digest,
        role,
        about,
        reason,
        state: "stays",
      });
    }),
  ]);
  await storeHeldChoices(db, id, repository, found);
}

/** Manifests that were chosen, and that something holds. */
async function storeHeldChoices(
  db: Kysely<Schema>,
  id: string,
  repository: RepositoryName,
  found: Going,
): Promise<void> {
  const chosen = await db
    .selectFrom("cleanup_items")
    .select(["position", "reference"])
    .where("plan", "=", id)
    .where("repository", "=", repository)
    .where("role", "=", "chosen")
    .where("kind", "=", "manifest")
    .where("left_out", "=", 0)
    .execute();
  for (const { position, reference } of chosen) {
    const held = found.staying.get(reference as Digest);
    if (held === undefined) continue;
    await db
      .updateTable("cleanup_items")
      .set({ state: "stays", reason: JSON.stringify(held.holder) })
      .where("plan", "=", id)
      .where("position", "=", position)
      .execute();
  }
}
