import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { storedProblem } from "../problem.ts";
import type { Matching } from "./matching.ts";
import { type Columns, type Cut, knownSize, orderOf, partsOf, rowsOfParts } from "./order.ts";
import type { ListLine, ListQuery } from "./types.ts";

interface Row {
  readonly repository: RepositoryName;
  readonly tags: number | null;
  readonly size: number | null;
  readonly newest: string | null;
  readonly problem_code: string | null;
  readonly problem_message: string | null;
}

const columns: Columns = {
  name: sql`repository`,
  tags: sql`tags`,
  size: knownSize,
  created: sql`newest`,
};

const shown = sql`repository, tags, ${knownSize} as size, newest, problem_code, problem_message`;

/** All repositories, one below the other by their whole names: each order is that of an index, which is read up to the window. */
export async function flatLines(
  db: Kysely<Schema>,
  registry: string,
  query: ListQuery,
  window: Cut,
): Promise<ListLine[]> {
  const rows = await rowsOfParts(
    partsOf(query, columns),
    window,
    async ({ where, order }, { offset, limit }) => {
      const { rows } = await sql<Row>`
        select ${shown} from index_repositories where registry = ${registry} and ${where}
        order by ${order} limit ${limit} offset ${offset}
      `.execute(db);
      return rows;
    },
    async ({ where }) => {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from index_repositories where registry = ${registry} and ${where}
      `.execute(db);
      return rows[0]?.count ?? 0;
    },
  );
  return rows.map(lineOf);
}

/** Those that a filter leaves, and how many they are: their names are looked through once. */
export async function filteredLines(
  db: Kysely<Schema>,
  registry: string,
  query: ListQuery,
  matching: Matching,
  { offset, limit }: Cut,
): Promise<{ readonly lines: ListLine[]; readonly found: number }> {
  const { rows } = await sql<Row & { found: number }>`
    select ${shown}, count(*) over () as found
    from ${matching.from} where registry = ${registry} and ${matching.where}
    order by ${orderOf(query, columns)} limit ${limit} offset ${offset}
  `.execute(db);
  const found = rows[0]?.found ?? (offset === 0 ? 0 : await countMatching(db, registry, matching));
  return { lines: rows.map(lineOf), found };
}

/** How many repositories a filter leaves. */
export async function countMatching(
  db: Kysely<Schema>,
  registry: string,
  { from, where }: Matching,
): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*) as found from ${from} where registry = ${registry} and ${where}
  `.execute(db);
  return rows[0]?.found ?? 0;
}

function lineOf({ repository, tags, size, newest, problem_code, problem_message }: Row): ListLine {
  return {
    kind: "repository",
    key: repository,
    depth: 0,
    around: null,
    label: repository,
    row: {
      repository,
      tags,
      size,
      lastCreated: newest,
      problem: storedProblem(problem_code, problem_message),
    },
  };
}
