import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { storedSummaries } from "#lib/index/manifest-facts.ts";
import type { Problem } from "#lib/index/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { Tag } from "#lib/oci/reference.ts";
import { compareTags } from "#lib/oci/tag-order.ts";
import { protectionOf } from "#lib/settings/protection.ts";
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
  const patternOf = await patternsNow(db, registry, items);
  return items.map((item) => {
    const on = item.kind === "tag" ? (others.get(`${item.repository}@${item.digest}`) ?? []) : [];
    const staying = on.filter((tag) => tag !== item.reference);
    return {
      ...item,
      problem: withPattern(item, patternOf),
      others: { tags: staying.toSorted(compareTags).slice(0, mostOthers), count: staying.length },
      summary: item.digest === null ? null : (summaries.get(item.digest) ?? null),
    };
  });
}

type PatternOf = (item: PlanItem) => string | undefined;

/** Which pattern protects an item now: its problem is stored as a sentence alone. */
async function patternsNow(
  db: Kysely<Schema>,
  registry: string,
  items: readonly PlanItem[],
): Promise<PatternOf> {
  if (!items.some(isProtected)) return () => undefined;
  // Patterns that cannot be read keep everything from being deleted, not from being looked at.
  const protection = await protectionOf(db, registry).catch(() => null);
  return ({ repository, reference }) => protection?.(repository, reference as Tag)?.tags;
}

function isProtected({ kind, problem }: PlanItem): boolean {
  return kind === "tag" && problem?.code === "TAG_PROTECTED";
}

function withPattern(item: PlanItem, patternOf: PatternOf): Problem | null {
  const { problem, repository, reference } = item;
  const pattern = isProtected(item) ? patternOf(item) : undefined;
  if (problem === null || pattern === undefined) return problem;
  return { ...problem, params: { repository, tag: reference, pattern } };
}

function digestsOf(items: readonly PlanItem[]): Digest[] {
  return [...new Set(items.map(({ digest }) => digest).filter((digest) => digest !== null))];
}
