import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { chunks, rowsAtOnce } from "#lib/index/chunks.ts";
import { storedSummaries } from "#lib/index/manifest-facts.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { compareTags } from "#lib/oci/tag-order.ts";
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
  const others = new Map<string, Tag[]>();
  for (const [repository, its] of Map.groupBy(tags, (item) => item.repository)) {
    for (const [digest, staying] of await othersOn(db, registry, plan, repository, digestsOf(its))) {
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

/** The tags on digests that a plan does not delete. */
async function othersOn(
  db: Kysely<Schema>,
  registry: string,
  plan: string,
  repository: RepositoryName,
  digests: readonly Digest[],
): Promise<ReadonlyMap<string, Tag[]>> {
  const others = new Map<string, Tag[]>();
  for (const some of chunks(digests, rowsAtOnce)) {
    const rows = await db
      .selectFrom("index_tags")
      .select(["tag", "digest"])
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("digest", "in", some)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("cleanup_items")
              .select("cleanup_items.position")
              .where("cleanup_items.plan", "=", plan)
              .where("cleanup_items.repository", "=", repository)
              .whereRef("cleanup_items.reference", "=", "index_tags.tag")
              .where("cleanup_items.left_out", "=", 0)
              .where("cleanup_items.state", "in", ["planned", "begun"]),
          ),
        ),
      )
      .execute();
    // Both were checked when they came from the registry.
    for (const { tag, digest } of rows) {
      others.set(digest ?? "", [...(others.get(digest ?? "") ?? []), tag as Tag]);
    }
  }
  return others;
}
