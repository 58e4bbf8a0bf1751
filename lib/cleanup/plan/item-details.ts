import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { storedSummaries } from "#lib/index/manifest-facts.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { Tag } from "#lib/oci/reference.ts";
import { compareTags } from "#lib/oci/tag-order.ts";
import { tagsOn } from "./stored-graph.ts";
import type { PlanItem, PlanItemDetail } from "./types.ts";

/** Of the other tags on a digest so many are named. */
const mostOthers = 10;

/** Adds to items what the index knows of their digests. No request. */
export async function withDetails(
  db: Kysely<Schema>,
  registry: string,
  plan: string,
  items: readonly PlanItem[],
): Promise<PlanItemDetail[]> {
  const summaries = await storedSummaries(db, digestsOf(items));
  const tags = items.filter(({ kind }) => kind === "tag");
  const others = new Map<string, readonly Tag[]>();
  for (const [repository, its] of Map.groupBy(tags, (item) => item.repository)) {
    for (const [digest, staying] of await tagsOn(db, { registry, repository }, digestsOf(its), plan)) {
      others.set(`${repository}@${digest}`, staying);
    }
  }
  return items.map((item) => {
    const on = item.kind === "tag" ? (others.get(`${item.repository}@${item.digest}`) ?? []) : [];
    const staying = on.filter((tag) => tag !== item.reference);
    return {
      ...item,
      others: { tags: staying.toSorted(compareTags).slice(0, mostOthers), count: staying.length },
      summary: item.digest === null ? null : (summaries.get(item.digest) ?? null),
    };
  });
}

function digestsOf(items: readonly PlanItem[]): Digest[] {
  return [...new Set(items.map(({ digest }) => digest).filter((digest) => digest !== null))];
}
