import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";

type Spans = Omit<Schema["index_search_spans"], "registry" | "repository">;

/**
 * Keeps between which dates and sizes the tags of a repository are, after some of them were stored. To be called in the same
 * transaction. Spans only grow: a search looks into a repository once too often where a tag went, and never once too seldom.
 */
export async function storeSpans(
  db: Kysely<Schema>,
  registry: string,
  repository: string,
  tags: readonly { readonly created_at: number | null; readonly size: number | null }[],
): Promise<void> {
  const [dates, sizes] = [
    tags.flatMap(({ created_at }) => created_at ?? []),
    tags.flatMap(({ size }) => size ?? []),
  ];
  if (dates.length === 0 && sizes.length === 0) return;
  const spans: Spans = {
    oldest: least(dates),
    newest: greatest(dates),
    smallest: least(sizes),
    largest: greatest(sizes),
  };
  await db
    .insertInto("index_search_spans")
    .values({ registry, repository, ...spans })
    .onConflict((conflict) =>
      conflict.columns(["registry", "repository"]).doUpdateSet({
        oldest: further("oldest", sql`<`),
        newest: further("newest", sql`>`),
        smallest: further("smallest", sql`<`),
        largest: further("largest", sql`>`),
      }),
    )
    .execute();
}

/** What was kept, unless what comes lies beyond it. */
function further(column: keyof Spans, beyond: RawBuilder<unknown>) {
  const [kept, comes] = [sql.ref(`index_search_spans.${column}`), sql.ref(`excluded.${column}`)];
  return sql<
    number | null
  >`case when ${kept} is null or ${comes} ${beyond} ${kept} then ${comes} else ${kept} end`;
}

function least(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : Math.min(...numbers);
}

function greatest(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : Math.max(...numbers);
}
