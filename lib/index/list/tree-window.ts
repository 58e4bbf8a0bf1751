import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { isNamespace, parentOf } from "../entries/paths.ts";
import { readEntries } from "../entries/read-entries.ts";
import { storedProblem } from "../problem.ts";
import { type Columns, type Cut, orderOf, partsOf, rowsOfParts } from "./order.ts";
import type { ListLine, ListQuery } from "./types.ts";

/** Namespaces and repositories of a level, of which a namespace comes before a repository of the same name. */
const columns: Columns = {
  name: sql`label`,
  tags: sql`case when unknown_tags = 0 then tags end`,
  size: sql`case when unknown_sizes = 0 then bytes end`,
  created: sql`newest`,
};

/** What is looked at: a registry's tree, and which namespaces of it are open. */
interface Tree {
  readonly db: Kysely<Schema>;
  readonly registry: string;
  readonly query: ListQuery;
  readonly window: Cut;
  /** Open namespaces that are there, by their paths. */
  readonly open: ReadonlyMap<string, Open>;
}

interface Open {
  /** Entries directly in it. */
  readonly entries: number;
  /** The paths of those of them that are open. */
  readonly inside: readonly string[];
}

/**
 * Some lines of a registry's tree, sorted on each level, of which a person has opened some namespaces: from sums that are kept, a
 * query for each level of which a part is in the window.
 *
 * @param opened the paths of namespaces, without a slash at their ends.
 */
export async function treeWindow(
  db: Kysely<Schema>,
  registry: string,
  query: ListQuery,
  opened: readonly string[],
  window: Cut,
): Promise<{ readonly lines: ListLine[]; readonly count: number }> {
  const open = await openNamespaces(db, registry, opened);
  const tree: Tree = { db, registry, query, window, open };
  const lines: ListLine[] = [];
  await level(tree, lines, "", { at: 0, depth: 0, around: null });
  return { lines, count: linesIn(open, "") };
}

async function openNamespaces(
  db: Kysely<Schema>,
  registry: string,
  opened: readonly string[],
): Promise<ReadonlyMap<string, Open>> {
  const entries = await readEntries(db, registry, ["", ...opened.map((path) => `${path}/`)]);
  const paths = [...entries.keys()];
  return new Map(
    [...entries].map(([path, entry]) => [
      path,
      { entries: entry.entries, inside: paths.filter((other) => parentOf(other) === path) },
    ]),
  );
}

/** How many lines are below an open namespace. */
function linesIn(open: Tree["open"], path: string): number {
  const { entries, inside } = open.get(path) ?? { entries: 0, inside: [] };
  return inside.reduce((sum, below) => sum + linesIn(open, below), entries);
}

/** Where a level begins. */
interface Place {
  /** The place of its first line. */
  readonly at: number;
  readonly depth: number;
  /** The place of the namespace around it. */
  readonly around: number | null;
}

/** Adds the lines of a level that are in the window, with those of the open namespaces on it. */
async function level(tree: Tree, lines: ListLine[], path: string, place: Place): Promise<void> {
  const { open, window } = tree;
  const { entries, inside } = open.get(path) ?? { entries: 0, inside: [] };
  let { at } = place;
  let before = 0;
  /** The next entries of the level, up to `end`: as many of them as are in the window. */
  const entriesTo = async (end: number) => {
    const first = Math.max(at, window.offset);
    const last = Math.min(at + end - before, window.offset + window.limit);
    if (first < last) {
      const cut = { offset: before + first - at, limit: last - first };
      lines.push(...(await linesOf(tree, path, cut, place)));
    }
    at += end - before;
    before = end;
  };
  for (const [below, rank] of await ranksOf(tree, path, inside)) {
    await entriesTo(rank + 1);
    const size = linesIn(open, below);
    if (at < window.offset + window.limit && at + size > window.offset) {
      await level(tree, lines, below, { at, depth: place.depth + 1, around: at - 1 });
    }
    at += size;
  }
  await entriesTo(entries);
}

/** How many entries of a level come before each of these, in their order. */
async function ranksOf(
  { db, registry, query }: Tree,
  path: string,
  inside: readonly string[],
): Promise<readonly [path: string, rank: number][]> {
  if (inside.length === 0) return [];
  const { rows } = await sql<{ path: string; rank: number }>`
    select path, place - 1 as rank from (
      select path, row_number() over (order by ${orderOf(query, columns)}, path desc) as place
      from index_entries where registry = ${registry} and parent = ${path}
    ) as level where path in (${sql.join(inside)}) order by place
  `.execute(db);
  return rows.map((row) => [row.path, row.rank]);
}

type Row = Pick<Schema["index_entries"], "path" | "label" | "repositories" | "newest"> & {
  readonly known_tags: number | null;
  readonly known_size: number | null;
};

async function linesOf(
  { db, registry, query, open }: Tree,
  path: string,
  cut: Cut,
  { depth, around }: Place,
): Promise<ListLine[]> {
  const level = sql`index_entries where registry = ${registry} and parent = ${path}`;
  const rows = await rowsOfParts(
    partsOf(query, columns),
    cut,
    async ({ where, order }, { offset, limit }) => {
      const { rows } = await sql<Row>`
        select path, label, repositories, newest, ${columns.tags} as known_tags, ${columns.size} as known_size
        from ${level} and ${where} order by ${order}, path desc limit ${limit} offset ${offset}
      `.execute(db);
      return rows;
    },
    async ({ where }) => {
      const { rows } = await sql<{
        count: number;
      }>`select count(*) as count from ${level} and ${where}`.execute(db);
      return rows[0]?.count ?? 0;
    },
  );
  const problems = await problemsOf(
    db,
    registry,
    rows.map((row) => row.path).filter((own) => !isNamespace(own)),
  );
  return rows.map((row) => {
    const { label, repositories, newest, known_tags: tags, known_size: size } = row;
    if (isNamespace(row.path)) {
      const whole = row.path.slice(0, -1);
      return {
        kind: "namespace",
        key: row.path,
        depth,
        around,
        label,
        path: whole,
        open: open.has(row.path),
        repositories,
        tags,
        size,
        created: newest,
      };
    }
    // Checked when it came from the registry.
    const repository = row.path as RepositoryName;
    const problem = problems.get(repository) ?? null;
    return {
      kind: "repository",
      key: repository,
      depth,
      around,
      label,
      row: { repository, tags, size, lastCreated: newest, problem },
    };
  });
}

async function problemsOf(
  db: Kysely<Schema>,
  registry: string,
  repositories: readonly string[],
): Promise<ReadonlyMap<string, ReturnType<typeof storedProblem>>> {
  if (repositories.length === 0) return new Map();
  const rows = await db
    .selectFrom("index_repositories")
    .select(["repository", "problem_code", "problem_message"])
    .where("registry", "=", registry)
    .where("repository", "in", repositories)
    .where("problem_code", "is not", null)
    .execute();
  return new Map(
    rows.map(({ repository, problem_code, problem_message }) => [
      repository,
      storedProblem(problem_code, problem_message),
    ]),
  );
}
