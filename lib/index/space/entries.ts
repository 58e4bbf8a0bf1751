import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { belowPrefix, firstPart } from "../list/prefix.ts";
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
  const { behind, label } = firstPart(sql.ref("rest"));
  const { rows } = await sql<{
    label: string;
    namespace: number;
    repositories: number;
    images: number;
    bytes: number;
    exclusive: number;
    all_entries: number;
    all_exclusive: number;
  }>`
    select label, namespace, count(*) as repositories, sum(images) as images, sum(bytes) as bytes,
           sum(exclusive) as exclusive, count(*) over () as all_entries, sum(sum(exclusive)) over () as all_exclusive
    from (
      select ${label} as label, case when ${behind} = '' then 0 else 1 end as namespace, images, bytes, exclusive
      from (
        select substr(repository, ${sql.lit(path.length + 1)}) as rest, coalesce(images, 0) as images,
               coalesce(bytes, 0) as bytes, coalesce(exclusive_bytes, 0) as exclusive
        from index_repositories where registry = ${registry} and ${belowPrefix(path)}
      ) as rests
    ) as entries
    group by label, namespace order by sum(exclusive) desc, label, namespace desc
    limit ${shownAtMost}
  `.execute(db);
  const entries = rows.map(({ label, namespace, repositories, images, bytes, exclusive }) => ({
    kind: namespace === 1 ? ("namespace" as const) : ("repository" as const),
    path: `${path}${label}`,
    label,
    repositories,
    images,
    bytes,
    exclusiveBytes: exclusive,
  }));
  const named = entries.reduce((sum, { exclusiveBytes }) => sum + exclusiveBytes, 0);
  const held = rows[0]?.all_exclusive ?? 0;
  const rest = { count: (rows[0]?.all_entries ?? 0) - entries.length, bytes: held - named };
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
