import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { storedProblem } from "../problem.ts";
import { knownSize, orderOf } from "./order.ts";
import type { ListLine, ListQuery } from "./types.ts";

/** Repositories one below the other, by their whole names. */
export async function flatLines(
  db: Kysely<Schema>,
  registry: string,
  query: ListQuery,
  matches: RawBuilder<boolean>,
  window: { readonly offset: number; readonly limit: number },
): Promise<ListLine[]> {
  const order = orderOf(query, { name: "repository", tags: "tags", size: "size", created: "newest" });
  const { rows } = await sql<{
    repository: RepositoryName;
    tags: number | null;
    size: number | null;
    newest: string | null;
    problem_code: string | null;
    problem_message: string | null;
  }>`
    select repository, tags, size, newest, problem_code, problem_message from (
      select repository, tags, ${knownSize} as size, newest, problem_code, problem_message
      from index_repositories where registry = ${registry} and ${matches}
    ) as listed
    order by ${order} limit ${window.limit} offset ${window.offset}
  `.execute(db);
  return rows.map(({ repository, tags, size, newest, problem_code, problem_message }) => ({
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
  }));
}
