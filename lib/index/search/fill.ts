import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { database } from "#lib/db/database.ts";
import type { Schema } from "#lib/db/schema.ts";
import { repeat } from "#lib/jobs/every.ts";
import { runJob } from "#lib/jobs/run-job.ts";
import { writeDown } from "#lib/jobs/write-down.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { readImageConfig } from "#lib/oci/image-config.ts";
import { isImage, readManifest } from "#lib/oci/manifest.ts";
import { chunks } from "../chunks.ts";
import { storedContent } from "../contents.ts";
import { summaryOfRow } from "../manifest-facts.ts";
import { searchFactsOf } from "./facts.ts";
import { fillJobId } from "./fill-state.ts";
import { forgetUnusedNames, forgetUnusedPlaces } from "./forget-unused.ts";
import { type SearchedManifest, storeSearchFacts } from "./store-facts.ts";
import { type NameKind, storeSearchNames } from "./store-names.ts";

/** Manifests that are looked at in one step: most often nothing of them is missing. */
const lookedAt = 500;

/** What is filled in at once: others wait so long. A name has a dozen rows, a manifest some twenty, all over their tables. */
const namesAtOnce = 50;
const manifestsAtOnce = 25;

/** How often names that nothing has any more are forgotten, in milliseconds. */
const every = 3_600_000;

/**
 * From now on, keeps ready by what the index is searched: at once what an older version has read, from the bytes that it kept, and
 * every hour by forgetting names that are gone. One of several servers does. Until `signal` fires.
 */
export function scheduleSearchFill(signal: AbortSignal): void {
  const owner = randomUUID();
  const what = "Preparing the search";
  const round = () =>
    runJob(
      database(),
      fillJobId,
      {
        owner,
        signal,
        problemOf: (error) => {
          throw error;
        },
      },
      (control) => fillSearch(database(), control.signal),
    );
  round().catch((error: unknown) => writeDown(what, error));
  repeat({ every, what, signal }, round);
}

/** Fills in what is missing, and forgets what is gone. Can be interrupted and gone on with. */
export async function fillSearch(db: Kysely<Schema>, signal?: AbortSignal): Promise<void> {
  const work = [
    fillNames(db, "repository"),
    fillNames(db, "tag"),
    fillManifests(db),
    forgetUnusedNames(db, "repository"),
    forgetUnusedNames(db, "tag"),
    forgetUnusedPlaces(db),
  ];
  for (const steps of work) {
    for await (const _ of steps) {
      if (signal?.aborted === true) return;
      // SQLite answers before anybody else is heard: let requests in.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

async function* fillNames(db: Kysely<Schema>, kind: NameKind): AsyncGenerator<void, void, void> {
  const [name, table] =
    kind === "tag" ? [sql`tag`, sql`index_tags`] : [sql`repository`, sql`index_repositories`];
  for (let after: string | undefined = ""; after !== undefined; ) {
    const { rows } = await sql<{ name: string }>`
      select distinct ${name} as name from ${table} where ${name} > ${after} order by ${name} limit ${namesAtOnce}
    `.execute(db);
    const names = rows.map(({ name }) => name);
    await db.transaction().execute((transaction) => storeSearchNames(transaction, kind, names));
    after = names.length < namesAtOnce ? undefined : names.at(-1);
    yield;
  }
}

async function* fillManifests(db: Kysely<Schema>): AsyncGenerator<void, void, void> {
  for (let after: string | undefined = ""; after !== undefined; ) {
    const { rows } = await sql<{ digest: string; known: number | boolean }>`
      select digest, exists (
        select 1 from index_search_manifests where index_search_manifests.digest = read.digest
      ) as known
      from (select digest from index_manifests where digest > ${after} order by digest limit ${lookedAt}) read
      order by digest
    `.execute(db);
    const missing = rows.filter(({ known }) => !known).map(({ digest }) => digest);
    for (const some of chunks(missing, manifestsAtOnce)) {
      await fillSome(db, some);
      yield;
    }
    after = rows.length < lookedAt ? undefined : rows.at(-1)?.digest;
    yield;
  }
}

async function fillSome(db: Kysely<Schema>, digests: readonly string[]): Promise<void> {
  const rows = await db.selectFrom("index_manifests").selectAll().where("digest", "in", digests).execute();
  const read: SearchedManifest[] = [];
  for (const row of rows) {
    const digest = row.digest as Digest;
    read.push({ digest, searchFacts: await factsFromBytes(db, digest, summaryOfRow(row)) });
  }
  await db.transaction().execute((transaction) => storeSearchFacts(transaction, read));
}

/** What a manifest is found by, from the bytes that were kept of it and of its config. */
async function factsFromBytes(
  db: Kysely<Schema>,
  digest: Digest,
  summary: Parameters<typeof searchFactsOf>[2],
): Promise<SearchedManifest["searchFacts"]> {
  const stored = await storedContent(db, digest);
  const manifest = readManifest(stored?.bytes ?? new Uint8Array(), stored?.mediaType ?? "");
  if (manifest.kind !== "manifest" || !isImage(manifest)) return searchFactsOf(manifest, null, summary);
  const config = await storedContent(db, manifest.config.digest);
  const parsed = config === undefined ? undefined : readImageConfig(config.bytes);
  return searchFactsOf(manifest, parsed?.ok === true ? parsed.config : null, summary);
}
