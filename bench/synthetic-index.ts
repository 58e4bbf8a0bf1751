import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { openDatabase } from "#lib/db/database.ts";
import type { Schema } from "#lib/db/schema.ts";
import { storeManifestFacts } from "#lib/index/manifest-facts.ts";
import { storeRepositories, storeRepositoryList } from "#lib/index/repository-rows.ts";
import { storeSearchFacts } from "#lib/index/search/store-facts.ts";
import { recountRegistry } from "#lib/index/sizes/recount.ts";
import { storeTagRows } from "#lib/index/store-tags.ts";
import { root } from "#scripts/tools/next-server.ts";
import { newestDate } from "./synthetic/images.ts";
import { type SyntheticRepository, type WorldSize, worldOf } from "./synthetic/world.ts";

/** The registry that all of it is in. */
export const syntheticRegistry = "bench";

/** The two between which costs are compared: the one is ten times the other. */
export const sizes = {
  small: { repositories: 1_000, tags: 10_000, largest: 5_000 },
  large: { repositories: 10_000, tags: 100_000, largest: 50_000 },
} as const satisfies Readonly<Record<string, WorldSize>>;

/** Tags written in one transaction. */
const atOnce = 2_000;

/**
 * A SQLite file with the index of a registry that exists nowhere, written by the functions that keep what a real one says.
 * It is built at the first call, which takes some seconds a 10,000 tags, and kept below `.test` until the code that decides
 * what is in it changes. Benches read from it and change nothing.
 *
 * @returns the file's path, for `openDatabase`.
 */
export async function syntheticIndex(size: WorldSize, log: (sentence: string) => void): Promise<string> {
  const folder = join(root, ".test", `synthetic-${size.tags}-${await versionOfCode()}`);
  const path = join(folder, "stowage.db");
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (isThere) return path;
  log(
    `Building an index of ${size.repositories.toLocaleString("en")} repositories and ${size.tags.toLocaleString("en")} tags, once`,
  );
  await mkdir(join(root, ".test"), { recursive: true });
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    const db = openDatabase(join(unfinished, "stowage.db"));
    try {
      await fill(db, size);
    } finally {
      await db.destroy();
    }
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  return path;
}

/** Stores a synthetic registry into a database that has nothing of it yet. */
async function fill(db: Kysely<Schema>, size: WorldSize): Promise<void> {
  let waiting: SyntheticRepository[] = [];
  let tags = 0;
  const write = async () => {
    const some = waiting;
    waiting = [];
    tags = 0;
    await storeRepositories(
      db,
      syntheticRegistry,
      some.map(({ repository }) => repository),
    );
    await db.transaction().execute((transaction) => store(transaction, some));
  };
  for (const repository of worldOf(size)) {
    waiting.push(repository);
    tags += repository.tags.length;
    if (tags >= atOnce) await write();
  }
  await write();
  await recountRegistry(db, syntheticRegistry);
  await db
    .insertInto("index_registries")
    .values({ registry: syntheticRegistry, catalog_read_at: newestDate })
    .execute();
}

async function store(db: Kysely<Schema>, repositories: readonly SyntheticRepository[]): Promise<void> {
  for (const { repository, tags } of repositories) {
    const manifests = tags.flatMap((tag) => tag.manifests);
    await storeManifestFacts(db, manifests);
    await storeSearchFacts(db, manifests);
    await storeTagRows(
      db,
      syntheticRegistry,
      repository,
      tags.map(({ tag, root: { digest, facts } }) => ({
        tag,
        digest,
        summary: facts.summary,
        problem: null,
      })),
      newestDate,
    );
    await storeRepositoryList(db, syntheticRegistry, repository, newestDate);
  }
}

/** Changes with the code that decides what an index holds. */
async function versionOfCode(): Promise<string> {
  const files = globSync(
    [
      "bench/synthetic-index.ts",
      "bench/synthetic/*.ts",
      "lib/db/migrations/*.ts",
      "lib/index/**/*-{rows,facts}.ts",
      "lib/index/entries/*.ts",
      "lib/index/sizes/*.ts",
      "lib/index/search/store-*.ts",
    ],
    { cwd: root },
  );
  const hash = createHash("sha256");
  for (const file of files.toSorted()) hash.update(await readFile(join(root, file)));
  return hash.digest("hex").slice(0, 12);
}
