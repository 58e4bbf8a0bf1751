import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { columnTypes } from "../column-types.ts";

/** Rows written at a time. */
const atOnce = 100;

/**
 * What lists, the tree of namespaces, the space page and the search read a window from, however much there is: sums of namespaces,
 * orders of repositories, and between which dates and sizes the tags of a repository lie.
 */
export const flatLists: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { text, keptInKey } = columnTypes(db);
    await db.schema
      .createTable("index_entries")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("path", text, (column) => column.notNull())
      .addColumn("parent", text)
      .addColumn("label", text, (column) => column.notNull())
      .addColumn("entries", "integer", (column) => column.notNull())
      .addColumn("repositories", "integer", (column) => column.notNull())
      .addColumn("tags", "bigint", (column) => column.notNull())
      .addColumn("unknown_tags", "integer", (column) => column.notNull())
      .addColumn("unread", "bigint", (column) => column.notNull())
      .addColumn("images", "bigint", (column) => column.notNull())
      .addColumn("bytes", "bigint", (column) => column.notNull())
      .addColumn("unknown_sizes", "integer", (column) => column.notNull())
      .addColumn("exclusive_bytes", "bigint", (column) => column.notNull())
      .addColumn("newest", text)
      .addPrimaryKeyConstraint("index_entries_key", ["registry", "path"])
      .execute();
    await fillEntries(db as Kysely<Tables>);
    const known = {
      tags: sql`(case when unknown_tags = 0 then tags end)`,
      size: sql`(case when unknown_sizes = 0 then bytes end)`,
    };
    const below = () => ["registry", "parent"] as const;
    await db.schema
      .createIndex("index_entries_by_label")
      .on("index_entries")
      .columns([...below(), "label"])
      .execute();
    for (const column of ["newest", "exclusive_bytes"]) {
      await db.schema
        .createIndex(`index_entries_by_${column}`)
        .on("index_entries")
        .columns([...below(), column, "label"])
        .execute();
    }
    for (const [name, expression] of Object.entries(known)) {
      await db.schema
        .createIndex(`index_entries_by_${name}`)
        .on("index_entries")
        .columns([...below()])
        .expression(expression)
        .column("label")
        .execute();
    }

    // Either direction is an order of its own, since those that are equal come by name in both.
    const size = sql`(case when unread = 0 then bytes end)`;
    const orders = {
      tags: sql`tags`,
      most_tags: sql`tags desc`,
      smallest: size,
      largest: sql`${size} desc`,
      oldest: sql`newest`,
      newest: sql`newest desc`,
    };
    for (const [name, order] of Object.entries(orders)) {
      await sql`
        create index ${sql.ref(`index_repositories_by_${name}`)}
        on index_repositories (registry, ${order}, repository)
      `.execute(db);
    }
    await db.schema.alterTable("index_repositories").addColumn("image_exclusive_bytes", "bigint").execute();
    await sql`
      update index_repositories set image_exclusive_bytes = (
        select coalesce(sum(exclusive_bytes), 0) from index_images
        where index_images.registry = index_repositories.registry
          and index_images.repository = index_repositories.repository)
      where bytes is not null
    `.execute(db);

    await db.schema
      .createIndex("index_tags_by_platform")
      .on("index_tags")
      .columns(["registry", "repository", "platform_key", "attached"])
      .execute();

    await db.schema
      .createIndex("index_tags_by_registry_date")
      .on("index_tags")
      .columns(["registry", "created_at"])
      .execute();

    await db.schema
      .createTable("index_search_spans")
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addColumn("oldest", "bigint")
      .addColumn("newest", "bigint")
      .addColumn("smallest", "bigint")
      .addColumn("largest", "bigint")
      .addPrimaryKeyConstraint("index_search_spans_key", ["registry", "repository"])
      .modifyEnd(keptInKey)
      .execute();
    for (const column of ["oldest", "newest", "smallest", "largest"]) {
      await db.schema
        .createIndex(`index_search_spans_by_${column}`)
        .on("index_search_spans")
        .columns(["registry", column, "repository"])
        .execute();
    }
    await sql`
      insert into index_search_spans (registry, repository, oldest, newest, smallest, largest)
      select registry, repository, min(created_at), max(created_at), min(size), max(size)
      from index_tags where created_at is not null or size is not null group by registry, repository
    `.execute(db);

    await db.schema
      .createTable("index_search_tag_places")
      .addColumn("gram", text, (column) => column.notNull())
      .addColumn("registry", text, (column) => column.notNull())
      .addColumn("repository", text, (column) => column.notNull())
      .addPrimaryKeyConstraint("index_search_tag_places_key", ["gram", "registry", "repository"])
      .modifyEnd(keptInKey)
      .execute();
    await fillTagPlaces(db as Kysely<Tables>);
  },
};

interface Sums {
  entries: number;
  repositories: number;
  tags: number;
  unknown_tags: number;
  unread: number;
  images: number;
  bytes: number;
  unknown_sizes: number;
  exclusive_bytes: number;
  newest: string | null;
}

interface Tables {
  index_tags: { registry: string; repository: string; tag: string };
  index_search_tag_places: { gram: string; registry: string; repository: string };
  index_entries: Sums & { registry: string; path: string; parent: string | null; label: string };
  index_repositories: {
    registry: string;
    repository: string;
    tags: number | null;
    unread: number | null;
    images: number | null;
    bytes: number | null;
    exclusive_bytes: number | null;
    newest: string | null;
  };
}

async function fillEntries(db: Kysely<Tables>): Promise<void> {
  const repositories = await db
    .selectFrom("index_repositories")
    .select(["registry", "repository", "tags", "unread", "images", "bytes", "exclusive_bytes", "newest"])
    .execute();
  const rows = new Map<string, Tables["index_entries"]>();
  for (const row of repositories) {
    const own: Sums = {
      entries: 0,
      repositories: 1,
      tags: Number(row.tags ?? 0),
      unknown_tags: row.tags === null ? 1 : 0,
      unread: Number(row.unread ?? 0),
      images: Number(row.images ?? 0),
      bytes: Number(row.bytes ?? 0),
      unknown_sizes: Number(row.unread ?? 1) === 0 && row.bytes !== null ? 0 : 1,
      exclusive_bytes: Number(row.exclusive_bytes ?? 0),
      newest: row.newest,
    };
    let isNew = addTo(rows, row.registry, row.repository, own);
    for (let path = row.repository; path !== ""; ) {
      path = path.slice(0, path.slice(0, -1).lastIndexOf("/") + 1);
      isNew = addTo(rows, row.registry, path, { ...own, entries: isNew ? 1 : 0 });
    }
  }
  const all = [...rows.values()];
  for (let start = 0; start < all.length; start += atOnce) {
    await db
      .insertInto("index_entries")
      .values(all.slice(start, start + atOnce))
      .execute();
  }
}

/** @returns whether it is the first time. */
function addTo(
  rows: Map<string, Tables["index_entries"]>,
  registry: string,
  path: string,
  sums: Sums,
): boolean {
  const key = `${registry} ${path}`;
  const before = rows.get(key);
  if (before === undefined) {
    const start = path.slice(0, -1).lastIndexOf("/") + 1;
    const parent = path === "" ? null : path.slice(0, start);
    rows.set(key, { registry, path, parent, label: path.slice(start).replace(/\/$/, ""), ...sums });
    return true;
  }
  const { newest, ...numbers } = sums;
  for (const [column, value] of Object.entries(numbers) as [keyof typeof numbers, number][]) {
    before[column] += value;
  }
  if (newest !== null && (before.newest === null || newest > before.newest)) before.newest = newest;
  return false;
}

/** Tags read at a time. */
const tagsAtOnce = 2_000;

/** Every two and three letters in a row of the tags of each repository. */
async function fillTagPlaces(db: Kysely<Tables>): Promise<void> {
  let after = { registry: "", repository: "", tag: "" };
  for (;;) {
    const { registry, repository, tag } = after;
    const tags = await db
      .selectFrom("index_tags")
      .select(["registry", "repository", "tag"])
      .where(sql<boolean>`(registry, repository, tag) > (${registry}, ${repository}, ${tag})`)
      .orderBy("registry")
      .orderBy("repository")
      .orderBy("tag")
      .limit(tagsAtOnce)
      .execute();
    const places = new Map<string, Tables["index_search_tag_places"]>();
    for (const place of tags) {
      for (const gram of gramsOf(place.tag.toLowerCase())) {
        const row = { gram, registry: place.registry, repository: place.repository };
        places.set(`${gram} ${row.registry} ${row.repository}`, row);
      }
    }
    const rows = [...places.values()];
    for (let start = 0; start < rows.length; start += 4 * atOnce) {
      await db
        .insertInto("index_search_tag_places")
        .values(rows.slice(start, start + 4 * atOnce))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    const last = tags.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

function gramsOf(text: string): string[] {
  return [2, 3].flatMap((length) =>
    Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length)),
  );
}
