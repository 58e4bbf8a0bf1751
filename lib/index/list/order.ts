import { type RawBuilder, sql } from "kysely";
import type { ListQuery } from "./types.ts";

/** A repository's size as the list shows it: not before each of its tags was read. */
export const knownSize: RawBuilder<number | null> = sql`case when unread = 0 then bytes end`;

/** What the columns of a list are called, or how they are worked out. */
export type Columns = Readonly<Record<ListQuery["sort"], RawBuilder<unknown>>>;

type Sorting = Pick<ListQuery, "sort" | "direction">;

/**
 * The order of lines: by the column that is asked for and then by name; what is not known is last in either direction.
 *
 * @param columns the name is unique but for a namespace beside a repository.
 */
export function orderOf({ sort, direction }: Sorting, columns: Columns): RawBuilder<unknown> {
  const way = wayOf(direction);
  if (sort === "name") return sql`${columns.name} ${way}`;
  return sql`case when ${columns[sort]} is null then 1 else 0 end, ${columns[sort]} ${way}, ${columns.name}`;
}

function wayOf(direction: ListQuery["direction"]): RawBuilder<unknown> {
  return direction === "ascending" ? sql`asc` : sql`desc`;
}

/** A part of a list, in an order that one index has. */
export interface ListPart {
  readonly where: RawBuilder<boolean>;
  readonly order: RawBuilder<unknown>;
}

/** The list in the same order, in parts: what the column orders, and then what is not known. */
export function partsOf({ sort, direction }: Sorting, columns: Columns): readonly ListPart[] {
  const [column, name, way] = [columns[sort], columns.name, wayOf(direction)];
  if (sort === "name") return [{ where: sql`1 = 1`, order: sql`${name} ${way}` }];
  // A bound below all values: `is not null` takes SQLite through those that are.
  const lowest = sort === "created" ? sql`''` : sql`0`;
  return [
    { where: sql`${column} >= ${lowest}`, order: sql`${column} ${way}, ${name}` },
    { where: sql`${column} is null`, order: name },
  ];
}

/** Which lines are wanted. */
export interface Cut {
  readonly offset: number;
  readonly limit: number;
}

/** Rows from a place on, out of one part after the other. */
export async function rowsOfParts<Row>(
  parts: readonly ListPart[],
  { offset, limit }: Cut,
  read: (part: ListPart, cut: Cut) => Promise<readonly Row[]>,
  count: (part: ListPart) => Promise<number>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let skip = offset;
  for (const part of parts) {
    const some = await read(part, { offset: skip, limit: limit - rows.length });
    rows.push(...some);
    if (rows.length === limit || part === parts.at(-1)) break;
    // How many a part has is only needed where the window goes beyond it.
    skip = some.length > 0 || skip === 0 ? 0 : skip - (await count(part));
  }
  return rows;
}
