import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { Tag } from "#lib/oci/reference.ts";
import { tagFilter } from "#lib/oci/tag-filter.ts";
import type { TagView } from "#lib/oci/tag-view.ts";
import { protectionOf } from "#lib/settings/protection.ts";
import { chunks, rowsAtOnce } from "./chunks.ts";
import { chosenTags, type TagQuery, tagsInOrder } from "./tag-query.ts";

/** Tags that a person selected: by name, or all that a view shows but for some. */
export type SelectedTags =
  | { readonly kind: "some"; readonly tags: readonly Tag[] }
  | { readonly kind: "all"; readonly view: TagView; readonly except: readonly Tag[] };

/** What is known of selected tags together. */
export interface SelectionSummary {
  /** Selected tags that are still there. */
  readonly count: number;
  /** How many of them the view in sight does not show. */
  readonly hidden: number;
  /** Selected by name, and not known any more. */
  readonly gone: readonly Tag[];
  /** Bytes of all manifests' configs and layers that they reach, each blob once. */
  readonly bytes: number;
  /** How many of them were not read yet, and so are not in the bytes. */
  readonly unread: number;
  /** How many of them are protected: a deletion leaves them. */
  readonly protected: number;
}

/** Adds up selected tags as they were last seen: no request. `query.view` is the one in sight. */
export async function selectionSummary(
  db: Kysely<Schema>,
  query: TagQuery,
  selected: SelectedTags,
): Promise<SelectionSummary> {
  const tags = selected.kind === "some" ? selected.tags : await allBut(db, query, selected);
  const { there, bytes, unread } = await addedUp(db, query, tags);
  return {
    count: there.size,
    hidden: there.size - (await countShown(db, query, [...there])),
    gone: tags.filter((tag) => !there.has(tag)),
    bytes,
    unread,
    protected: await countProtected(db, query, there),
  };
}

async function countProtected(
  db: Kysely<Schema>,
  { registry, repository }: TagQuery,
  tags: ReadonlySet<Tag>,
): Promise<number> {
  const protection = await protectionOf(db, registry);
  return [...tags].filter((tag) => protection(repository, tag) !== null).length;
}

async function allBut(
  db: Kysely<Schema>,
  query: TagQuery,
  { view, except }: Extract<SelectedTags, { kind: "all" }>,
): Promise<readonly Tag[]> {
  const left = new Set(except);
  return (await tagsInOrder(db, { ...query, view })).filter((tag) => !left.has(tag));
}

/** How many of these tags the view in sight shows. */
async function countShown(db: Kysely<Schema>, query: TagQuery, tags: readonly Tag[]): Promise<number> {
  const filter = tagFilter(query.view.filter);
  let count = 0;
  for (const some of chunks(tags, rowsAtOnce)) {
    // With the digest, which no index of all tags in order has: by it SQLite would go through all of them.
    const rows = await chosenTags(db, query).where("tag", "in", some).select(["tag", "digest"]).execute();
    count +=
      filter.ok && filter.kind !== "everything"
        ? rows.filter(({ tag }) => filter.matches(tag)).length
        : rows.length;
  }
  return count;
}

async function addedUp(
  db: Kysely<Schema>,
  { registry, repository }: TagQuery,
  tags: readonly Tag[],
): Promise<{ readonly there: ReadonlySet<Tag>; readonly bytes: number; readonly unread: number }> {
  const there: { tag: string; digest: string | null; kind: string | null }[] = [];
  for (const some of chunks(tags, rowsAtOnce)) {
    const rows = await db
      .selectFrom("index_tags")
      .where("registry", "=", registry)
      .where("repository", "=", repository)
      .where("tag", "in", some)
      .select(["tag", "digest", "kind"])
      .execute();
    there.push(...rows);
  }
  const digests = new Set(there.flatMap(({ digest }) => digest ?? []));
  return {
    there: new Set(there.map(({ tag }) => tag as Tag)),
    bytes: await bytesOf(db, [...digests]),
    unread: there.filter(({ kind }) => kind === null).length,
  };
}

/** Bytes of the blobs that manifests reach, by themselves or through an index, each once. */
async function bytesOf(db: Kysely<Schema>, digests: readonly string[]): Promise<number> {
  const sizes = new Map<string, number>();
  for (const some of chunks(digests, rowsAtOnce)) {
    const blobs = db.selectFrom("index_manifest_blobs").select(["blob", "size"]);
    const rows = await blobs
      .where("manifest", "in", some)
      .union(
        blobs.where("manifest", "in", (children) =>
          children.selectFrom("index_children").select("child").where("parent", "in", some),
        ),
      )
      .execute();
    for (const { blob, size } of rows) sizes.set(blob, Number(size));
  }
  let sum = 0;
  for (const size of sizes.values()) sum += size;
  return sum;
}
