import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { database } from "#lib/db/database.ts";
import type { Schema } from "#lib/db/schema.ts";
import { runJob } from "#lib/jobs/run-job.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { readImageConfig } from "#lib/oci/image-config.ts";
import { isImage, readManifest } from "#lib/oci/manifest.ts";
import { storedContent } from "../contents.ts";
import { summaryOfRow } from "../manifest-facts.ts";
import { searchFactsOf } from "./facts.ts";
import { fillJobId } from "./fill-state.ts";
import { type SearchedManifest, storeSearchFacts } from "./store-facts.ts";
import { forgetUnusedNames, type NameKind, storeSearchNames } from "./store-names.ts";

/** Manifests and names that are filled in at once; others get their turn in between. */
const atOnce = 200;

/** How often names that nothing has any more are forgotten, in milliseconds. */
const every = 3_600_000;

/**
 * From now on, keeps ready by what the index is searched: at once what an older version has read, from the bytes that it kept, and
 * every hour by forgetting names that are gone. One of several servers does. Until `signal` fires.
 */
export function scheduleSearchFill(signal: AbortSignal): void {
  const owner = randomUUID();
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
    ).catch((error: unknown) => {
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`Preparing the search failed: ${told}\n`);
    });
  void round();
  const timer = setInterval(round, every);
  timer.unref();
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
}

/** Fills in what is missing, and forgets what is gone. Can be interrupted and gone on with. */
export async function fillSearch(db: Kysely<Schema>, signal?: AbortSignal): Promise<void> {
  const steps = [
    () => fillNames(db, "repository"),
    () => fillNames(db, "tag"),
    () => fillManifests(db),
    () => forgetUnusedNames(db, "repository", atOnce).then((forgotten) => forgotten === atOnce),
    () => forgetUnusedNames(db, "tag", atOnce).then((forgotten) => forgotten === atOnce),
  ];
  for (const step of steps) {
    while (signal?.aborted !== true && (await step())) {
      // SQLite answers before anybody else is heard: let requests in.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** @returns whether there may be more. */
async function fillNames(db: Kysely<Schema>, kind: NameKind): Promise<boolean> {
  const names = kind === "tag" ? sql`index_tags.tag` : sql`index_repositories.repository`;
  const table = kind === "tag" ? sql`index_tags` : sql`index_repositories`;
  const { rows } = await sql<{ name: string }>`
    select distinct ${names} as name from ${table}
    where not exists (select 1 from index_search_names
      where index_search_names.kind = ${kind} and index_search_names.gram = '' and index_search_names.name = ${names})
    limit ${atOnce}
  `.execute(db);
  await db.transaction().execute((transaction) =>
    storeSearchNames(
      transaction,
      kind,
      rows.map(({ name }) => name),
    ),
  );
  return rows.length === atOnce;
}

/** @returns whether there may be more. */
async function fillManifests(db: Kysely<Schema>): Promise<boolean> {
  const rows = await db
    .selectFrom("index_manifests")
    .selectAll()
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("index_search_manifests")
            .select("index_search_manifests.id")
            .whereRef("index_search_manifests.digest", "=", "index_manifests.digest"),
        ),
      ),
    )
    .limit(atOnce)
    .execute();
  const read: SearchedManifest[] = [];
  for (const row of rows) {
    const digest = row.digest as Digest;
    read.push({ digest, searchFacts: await factsFromBytes(db, digest, summaryOfRow(row)) });
  }
  if (read.length > 0) await db.transaction().execute((transaction) => storeSearchFacts(transaction, read));
  return rows.length === atOnce;
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
