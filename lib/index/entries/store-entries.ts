import type { Kysely, Transaction } from "kysely";
import { exclusively } from "#lib/db/exclusively.ts";
import type { Schema } from "#lib/db/schema.ts";
import { chunks, rowsAtOnce } from "../chunks.ts";
import { labelOf, parentOf } from "./paths.ts";
import { addDifference, noSums, type Sums, summed, sumsOfRepository } from "./sums.ts";

type Entry = Schema["index_entries"];

/**
 * Brings repositories and the namespaces that they are in to what their rows say by now, whether they came, went, or were counted
 * anew. What an entry has by itself tells what is to be added or taken away, so that nothing adds up twice.
 *
 * To be called under the lock of all sizes, which the caller takes before anything else of its transaction: else two of them might
 * wait for each other.
 */
export async function storeEntries(
  transaction: Transaction<Schema>,
  registry: string,
  repositories: readonly string[],
): Promise<void> {
  for (const some of chunks([...new Set(repositories)], rowsAtOnce)) {
    await storeSome(transaction, registry, some);
  }
}

/** {@link storeEntries} in a transaction of its own. */
export function enterRepositories(
  db: Kysely<Schema>,
  registry: string,
  repositories: readonly string[],
): Promise<void> {
  return exclusively(db, "sizes", (transaction) => storeEntries(transaction, registry, repositories));
}

/** What changes with a namespace. */
interface Change {
  readonly sums: Sums;
  /** Whether the newest image below it may be another one. */
  newest: boolean;
}

async function storeSome(
  db: Transaction<Schema>,
  registry: string,
  repositories: readonly string[],
): Promise<void> {
  const before = await entriesAt(db, registry, repositories);
  const after = await entriesOf(db, registry, repositories);
  const changes = new Map<string, Change>();
  const changeOf = (path: string) => {
    const change = changes.get(path) ?? { sums: noSums(), newest: false };
    changes.set(path, change);
    return change;
  };
  const written: Entry[] = [];
  const gone: string[] = [];
  for (const path of repositories) {
    const [was, is] = [before.get(path), after.get(path)];
    if (is === undefined) gone.push(path);
    else if (was === undefined || differ(was, is)) written.push(is);
    else continue;
    for (let above = parentOf(path); above !== null; above = parentOf(above)) {
      const change = changeOf(above);
      addDifference(change.sums, is ?? noSums(), was ?? noSums());
      change.newest ||= (was?.newest ?? null) !== (is?.newest ?? null);
    }
    const came = Number(is !== undefined) - Number(was !== undefined);
    changeOf(parentOf(path) ?? "").sums.entries += came;
  }
  await write(db, written);
  await remove(db, registry, gone);
  await storeNamespaces(db, registry, changes, changeOf);
}

/** The deepest first, since a namespace that comes or goes is an entry more or less of the one around it. */
async function storeNamespaces(
  db: Transaction<Schema>,
  registry: string,
  changes: ReadonlyMap<string, Change>,
  changeOf: (path: string) => Change,
): Promise<void> {
  const deepestFirst = [...changes.keys()].sort((one, other) => depthOf(other) - depthOf(one));
  const before = await entriesAt(db, registry, deepestFirst);
  for (const path of deepestFirst) {
    const was = before.get(path);
    const { sums, newest } = changeOf(path);
    const is = was ?? {
      registry,
      path,
      parent: parentOf(path),
      label: labelOf(path),
      newest: null,
      ...noSums(),
    };
    const row = { ...is, entries: is.entries + sums.entries };
    addDifference(row, { ...sums }, noSums());
    const parent = parentOf(path);
    if (row.repositories > 0) {
      await write(db, [newest ? { ...row, newest: await newestIn(db, registry, path) } : row]);
      if (was === undefined && parent !== null) changeOf(parent).sums.entries += 1;
    } else if (was !== undefined) {
      await remove(db, registry, [path]);
      if (parent !== null) changeOf(parent).sums.entries -= 1;
    }
  }
}

function depthOf(path: string): number {
  return path.split("/").length;
}

function differ(one: Entry, other: Entry): boolean {
  return one.newest !== other.newest || summed.some((column) => one[column] !== other[column]);
}

/** Entries as they are kept, by path. */
async function entriesAt(
  db: Kysely<Schema>,
  registry: string,
  paths: readonly string[],
): Promise<Map<string, Entry>> {
  const found = new Map<string, Entry>();
  for (const some of chunks(paths, rowsAtOnce)) {
    const rows = await db
      .selectFrom("index_entries")
      .selectAll()
      .where("registry", "=", registry)
      .where("path", "in", some)
      .execute();
    for (const row of rows) found.set(row.path, row);
  }
  return found;
}

/** Entries of repositories as their rows say. */
async function entriesOf(
  db: Kysely<Schema>,
  registry: string,
  repositories: readonly string[],
): Promise<Map<string, Entry>> {
  const rows = await db
    .selectFrom("index_repositories")
    .select(["repository", "tags", "unread", "images", "bytes", "exclusive_bytes", "newest"])
    .where("registry", "=", registry)
    .where("repository", "in", repositories)
    .execute();
  return new Map(
    rows.map(({ repository: path, newest, ...counted }) => [
      path,
      {
        registry,
        path,
        parent: parentOf(path),
        label: labelOf(path),
        newest,
        ...sumsOfRepository(counted),
      },
    ]),
  );
}

/** When the newest image below a namespace was created: one step in the order of its entries. */
async function newestIn(db: Kysely<Schema>, registry: string, path: string): Promise<string | null> {
  const row = await db
    .selectFrom("index_entries")
    .select("newest")
    .where("registry", "=", registry)
    .where("parent", "=", path)
    .where("newest", ">=", "")
    .orderBy("newest", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.newest ?? null;
}

async function write(db: Kysely<Schema>, rows: readonly Entry[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto("index_entries")
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(["registry", "path"]).doUpdateSet(({ ref }) => ({
        ...Object.fromEntries(summed.map((column) => [column, ref(`excluded.${column}`)])),
        entries: ref("excluded.entries"),
        newest: ref("excluded.newest"),
      })),
    )
    .execute();
}

async function remove(db: Kysely<Schema>, registry: string, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await db.deleteFrom("index_entries").where("registry", "=", registry).where("path", "in", paths).execute();
}
