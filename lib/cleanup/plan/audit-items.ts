import type { Kysely, Selectable } from "kysely";
import type { AuditEvent, AuditOrigin } from "#lib/audit/types.ts";
import { bySystem, writeAudit } from "#lib/audit/write.ts";
import type { Schema } from "#lib/db/schema.ts";

type ItemRow = Selectable<Schema["cleanup_items"]>;

/** Items written down in one transaction. */
const itemsAtOnce = 50;

/**
 * Writes to the audit log what became of the items of a plan, and what came of putting them back: each once, whenever a process
 * died, since the entry and that it is written are one transaction.
 */
export async function auditItems(db: Kysely<Schema>, plan: string): Promise<void> {
  const about = await db
    .selectFrom("cleanup_plans")
    .select(["registry", "begun_at", "begun_from", "undone_from"])
    .where("id", "=", plan)
    .executeTakeFirst();
  if (about === undefined || about.begun_at === null) return;
  const { registry, begun_at } = about;
  await inParts(
    db,
    "audited",
    originOf(about.begun_from),
    (items) =>
      items
        .where("plan", "=", plan)
        .where("state", "in", ["deleted", "gone", "moved", "kept", "failed"])
        .where("audited", "=", 0)
        // What was found before it was begun, such as that a tag is protected, is no deed.
        .where("done_at", ">=", begun_at),
    (item) => deletionEntry(registry, item),
  );
  await inParts(
    db,
    "undo_audited",
    originOf(about.undone_from),
    (items) =>
      items
        .where("plan", "=", plan)
        .where("undo_state", "in", ["restored", "occupied", "failed"])
        .where("undo_audited", "=", 0),
    (item) => restoringEntry(registry, item),
  );
}

function itemsOf(db: Kysely<Schema>) {
  return db.selectFrom("cleanup_items").selectAll();
}

type Items = ReturnType<typeof itemsOf>;

async function inParts(
  db: Kysely<Schema>,
  mark: "audited" | "undo_audited",
  origin: AuditOrigin,
  wanted: (items: Items) => Items,
  entryOf: (item: ItemRow) => AuditEvent,
): Promise<void> {
  for (;;) {
    const some = await db.transaction().execute(async (transaction) => {
      const items = await wanted(itemsOf(transaction)).orderBy("position").limit(itemsAtOnce).execute();
      for (const item of items) {
        await transaction
          .updateTable("cleanup_items")
          .set({ [mark]: 1 })
          .where("plan", "=", item.plan)
          .where("position", "=", item.position)
          .execute();
        await writeAudit(transaction, origin, entryOf(item));
      }
      return items.length;
    });
    if (some < itemsAtOnce) return;
  }
}

function originOf(json: string | null): AuditOrigin {
  return json === null ? bySystem : (JSON.parse(json) as AuditOrigin);
}

function deletionEntry(registry: string, item: ItemRow): AuditEvent {
  const { repository, reference, kind, digest, plan, found, method } = item;
  const subject = {
    registry,
    repository,
    reference,
    action: kind === "tag" ? "tag.delete" : "manifest.delete",
    details: {
      plan,
      ...(kind === "tag" && { digest }),
      ...(method !== null && { method }),
      ...(found !== null && { found }),
    },
  } as const;
  switch (item.state) {
    case "deleted":
      return { ...subject, outcome: "done" };
    case "failed":
      return { ...subject, outcome: "failed", code: item.problem_code ?? "UNEXPECTED" };
    default:
      return { ...subject, outcome: "refused", code: refusals[item.state] ?? "UNEXPECTED" };
  }
}

const refusals: Readonly<Record<string, string>> = {
  gone: "TAG_GONE",
  moved: "TAG_MOVED",
  kept: "MANIFEST_REACHED",
};

function restoringEntry(registry: string, item: ItemRow): AuditEvent {
  const { repository, reference, kind, digest, plan } = item;
  const subject = {
    registry,
    repository,
    reference,
    action: kind === "tag" ? "tag.restore" : "manifest.restore",
    details: { plan, ...(kind === "tag" && { digest }) },
  } as const;
  switch (item.undo_state) {
    case "restored":
      return { ...subject, outcome: "done" };
    case "occupied":
      return { ...subject, outcome: "refused", code: "TAG_MOVED" };
    default:
      return { ...subject, outcome: "failed", code: item.undo_code ?? "UNEXPECTED" };
  }
}
