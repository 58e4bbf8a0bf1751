import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { isNamespace } from "../entries/paths.ts";
import { readEntries } from "../entries/read-entries.ts";
import { shownAtMost } from "./rest.ts";
import type { SpacePart } from "./types.ts";

/**
 * The namespaces and repositories directly below a path, the largest first.
 *
 * @param path with a slash at its end; empty for the whole registry.
 */
export async function spaceEntries(
  db: Kysely<Schema>,
  registry: string,
  path: string,
): Promise<Extract<SpacePart, { kind: "namespace" }>> {
  const parents = await readEntries(db, registry, [path]);
  const { entries: count = 0, exclusive_bytes: held = 0 } = parents.get(path) ?? {};
  const rows = await db
    .selectFrom("index_entries")
    .select(["path", "label", "repositories", "images", "bytes", "exclusive_bytes"])
    .where("registry", "=", registry)
    .where("parent", "=", path)
    .orderBy("exclusive_bytes", "desc")
    .orderBy("label")
    // A namespace before a repository of the same name.
    .orderBy("path", "desc")
    .limit(shownAtMost)
    .execute();
  const entries = rows.map(({ path: whole, exclusive_bytes, ...row }) => ({
    ...row,
    kind: isNamespace(whole) ? ("namespace" as const) : ("repository" as const),
    path: `${path}${row.label}`,
    exclusiveBytes: exclusive_bytes,
  }));
  const named = entries.reduce((sum, { exclusiveBytes }) => sum + exclusiveBytes, 0);
  const rest = { count: count - entries.length, bytes: held - named };
  const totals =
    path === ""
      ? await db
          .selectFrom("index_totals")
          .select(["bytes", "shared_bytes"])
          .where("registry", "=", registry)
          .executeTakeFirst()
      : undefined;
  const sharedBytes = totals?.shared_bytes ?? 0;
  return { kind: "namespace", path, bytes: held + sharedBytes, entries, rest, sharedBytes };
}
