import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { SpacePart } from "./types.ts";

/** What a registry's images hold alone by the month in which they were created, the latest first. */
export async function spaceMonths(
  db: Kysely<Schema>,
  registry: string,
): Promise<Extract<SpacePart, { kind: "months" }>> {
  const rows = await db
    .selectFrom("index_months")
    .selectAll()
    .where("registry", "=", registry)
    .orderBy("month", "desc")
    .execute();
  const totals = await db
    .selectFrom("index_totals")
    .select("bytes")
    .where("registry", "=", registry)
    .executeTakeFirst();
  const bytes = totals?.bytes ?? 0;
  const alone = rows.reduce((sum, { exclusive_bytes }) => sum + exclusive_bytes, 0);
  return {
    kind: "months",
    bytes,
    months: rows.map(({ month, images, bytes: held, exclusive_bytes }) => ({
      month,
      images,
      bytes: held,
      exclusiveBytes: exclusive_bytes,
    })),
    sharedBytes: bytes - alone,
  };
}
