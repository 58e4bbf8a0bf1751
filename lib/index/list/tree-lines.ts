import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { storedProblem } from "../problem.ts";
import type { Matching } from "./matching.ts";
import { knownSize, orderOf } from "./order.ts";
import { belowPrefix, firstPart } from "./prefix.ts";
import type { ListLine, ListQuery } from "./types.ts";

/**
 * The repositories that a filter leaves as a tree of namespaces with their totals, sorted on each level, as far as it is unfolded:
 * a query a namespace that is open. The totals are those of what the filter leaves, so that none of them are kept. A repository that is also a namespace (`team` beside `team/app`) has a line of each.
 */
export async function treeLines(
  db: Kysely<Schema>,
  registry: string,
  query: ListQuery,
  matching: Matching,
  isOpen: (path: string) => boolean,
): Promise<ListLine[]> {
  const lines: ListLine[] = [];
  const walk = async (prefix: string, depth: number, around: number | null) => {
    for (const entry of await level(db, registry, query, matching, prefix)) {
      const { label, repositories, tags, size, newest, problem_code, problem_message } = entry;
      const path = `${prefix}${label}`;
      if (entry.namespace === 0) {
        const repository = path as RepositoryName;
        const problem = storedProblem(problem_code, problem_message);
        const row = { repository, tags, size, lastCreated: newest, problem };
        lines.push({ kind: "repository", key: path, depth, around, label, row });
        continue;
      }
      const open = isOpen(path);
      lines.push({
        kind: "namespace",
        key: `${path}/`,
        depth,
        around,
        label,
        path,
        open,
        repositories,
        tags,
        size,
        created: newest,
      });
      if (open) await walk(`${path}/`, depth + 1, lines.length - 1);
    }
  };
  await walk("", 0, null);
  return lines;
}

interface Entry {
  readonly label: string;
  /** 1 for a namespace, 0 for a repository. */
  readonly namespace: number;
  readonly repositories: number;
  readonly tags: number | null;
  readonly size: number | null;
  readonly newest: string | null;
  readonly problem_code: string | null;
  readonly problem_message: string | null;
}

/** What is directly below a prefix, such as `team/`. */
async function level(
  db: Kysely<Schema>,
  registry: string,
  query: ListQuery,
  matching: Matching,
  prefix: string,
): Promise<readonly Entry[]> {
  const { label, behind } = firstPart(sql.ref("rest"));
  const columns = { name: sql`label`, tags: sql`tags`, size: sql`size`, created: sql`newest` };
  const order = orderOf(query, columns);
  const { rows } = await sql<Entry>`
    select * from (
      select label, namespace, count(*) as repositories,
             case when count(tags) = count(*) then sum(tags) end as tags,
             case when count(size) = count(*) then sum(size) end as size,
             max(newest) as newest, max(problem_code) as problem_code, max(problem_message) as problem_message
      from (
        select ${label} as label, case when ${behind} = '' then 0 else 1 end as namespace,
               tags, size, newest, problem_code, problem_message
        from (
          select substr(repository, ${sql.lit(prefix.length + 1)}) as rest,
                 tags, ${knownSize} as size, newest, problem_code, problem_message
          from ${matching.from} where registry = ${registry} and ${belowPrefix(prefix)} and ${matching.where}
        ) as rests
      ) as entries
      group by label, namespace
    ) as level order by ${order}, namespace desc
  `.execute(db);
  return rows;
}
