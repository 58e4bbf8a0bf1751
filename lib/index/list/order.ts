import { type RawBuilder, sql } from "kysely";
import type { ListQuery } from "./types.ts";

/** A repository's size as the list shows it: not before each of its tags was read. */
export const knownSize: RawBuilder<number | null> = sql`case when unread = 0 then bytes end`;

/**
 * The order of lines: by the column that is asked for and then by name; what is not known is last in either direction.
 *
 * @param columns what the columns are called; the name is unique but for a namespace beside a repository.
 */
export function orderOf(
  { sort, direction }: Pick<ListQuery, "sort" | "direction">,
  columns: Readonly<Record<ListQuery["sort"], string>>,
): RawBuilder<unknown> {
  const way = direction === "ascending" ? sql`asc` : sql`desc`;
  const column = sql.ref(columns[sort]);
  const name = sql.ref(columns.name);
  if (sort === "name") return sql`${name} ${way}`;
  return sql`case when ${column} is null then 1 else 0 end, ${column} ${way}, ${name}`;
}
