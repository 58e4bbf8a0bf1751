import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";

/** Tags that one statement reads, unless one repository has more: some milliseconds, in which nobody else gets a turn. */
const tagsAtOnce = 5_000;

/** The columns of a line, in their order. All are numbers, or texts of a grammar that has neither tab nor line break. */
export interface TagLine {
  readonly tag: string;
  readonly digest: string;
  readonly sortKey: string;
  readonly attached: string;
  readonly created: string;
  readonly size: string;
  readonly firstSeen: string;
  readonly moved: string;
  readonly platformKey: string;
  /** `image` for what runs somewhere, `other` for what runs nowhere; empty where that was not read. */
  readonly kind: string;
  /** The number under which a search finds it: then its labels are known. Read only where it is asked for. */
  readonly searched: string;
}

const columns = {
  tag: sql`tag`,
  digest: sql`digest`,
  sortKey: sql`sort_key`,
  attached: sql`attached`,
  created: sql`created_at`,
  size: sql`size`,
  firstSeen: sql`first_seen_at`,
  moved: sql`moved_at`,
  platformKey: sql`platform_key`,
  kind: sql`case when kind is null or kind = 'unknown' then null
    when kind = 'manifest' and artifact_type is null then 'image' else 'other' end`,
  searched: sql`(select id from index_search_manifests where index_search_manifests.digest = index_tags.digest)`,
} as const satisfies Readonly<Record<keyof TagLine, RawBuilder<unknown>>>;

const names = Object.keys(columns) as (keyof TagLine)[];

/** A repository with how many tags it has. */
interface CountedRepository {
  readonly repository: RepositoryName;
  readonly tags: number;
}

/** How many tags each repository of a registry has that has any, in the order of their names. */
export async function countedRepositories(
  db: Kysely<Schema>,
  registry: string,
  only: RepositoryName | undefined,
): Promise<CountedRepository[]> {
  const rows = await db
    .selectFrom("index_tags")
    .select(["repository", ({ fn }) => fn.countAll().as("tags")])
    .where("registry", "=", registry)
    .$if(only !== undefined, (query) => query.where("repository", "=", only ?? ""))
    .groupBy("repository")
    .orderBy("repository")
    .execute();
  return rows.map(({ repository, tags }) => ({
    repository: repository as RepositoryName,
    tags: Number(tags),
  }));
}

/**
 * The tags of repositories as the index has them, a repository at a time in the order of their names, their tags in no order.
 *
 * A repository comes as one text, which is several times faster than a row for each tag; statements are short.
 *
 * @param repositories those of the registry, in the order of their names, with how many tags each has.
 * @param isWanted which of them are wanted. Few others in between are read with them and left out.
 * @param searched whether that column is asked for.
 */
export async function* tagLines(
  db: Kysely<Schema>,
  registry: string,
  repositories: readonly CountedRepository[],
  isWanted: (repository: RepositoryName) => boolean,
  searched: boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ readonly repository: RepositoryName; readonly lines: readonly TagLine[] }, void, void> {
  const read = searched ? names : names.filter((name) => name !== "searched");
  const line = sql`concat_ws(cast(${"\t"} as text), ${sql.join(
    read.map((name) => sql`coalesce(cast(${columns[name]} as text), '')`),
  )})`;
  for (const { first, last } of partsOf(repositories, isWanted)) {
    signal?.throwIfAborted();
    const rows = await db
      .selectFrom("index_tags")
      .select(["repository", sql<string>`string_agg(${line}, cast(${"\n"} as text))`.as("all")])
      .where("registry", "=", registry)
      .where("repository", ">=", first)
      .where("repository", "<=", last)
      .groupBy("repository")
      .orderBy("repository")
      .execute();
    for (const row of rows) {
      const repository = row.repository as RepositoryName;
      if (isWanted(repository)) yield { repository, lines: row.all.split("\n").map(readLine) };
    }
  }
}

/** The first and the last repository of what one statement reads. */
function* partsOf(
  repositories: readonly CountedRepository[],
  isWanted: (repository: RepositoryName) => boolean,
): Generator<{ readonly first: RepositoryName; readonly last: RepositoryName }, void, void> {
  let part: { first: RepositoryName; last: RepositoryName } | undefined;
  let tags = 0;
  for (const { repository, tags: its } of repositories) {
    tags += its;
    const wanted = isWanted(repository);
    if (part !== undefined && tags > tagsAtOnce) {
      yield part;
      part = undefined;
    }
    if (!wanted) continue;
    if (part === undefined) {
      part = { first: repository, last: repository };
      tags = its;
    } else part.last = repository;
  }
  if (part !== undefined) yield part;
}

function readLine(text: string): TagLine {
  const [tag, digest, sortKey, attached, created, size, firstSeen, moved, platformKey, kind, searched] =
    text.split("\t");
  return {
    tag: tag ?? "",
    digest: digest ?? "",
    sortKey: sortKey ?? "",
    attached: attached ?? "",
    created: created ?? "",
    size: size ?? "",
    firstSeen: firstSeen ?? "",
    moved: moved ?? "",
    platformKey: platformKey ?? "",
    kind: kind ?? "",
    searched: searched ?? "",
  };
}
