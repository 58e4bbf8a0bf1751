/**
 * `npm run bench:retention`: what the rules of retention take over a synthetic index of 100,000 tags: an evaluation as a plan is made
 * from it, and a preview as an editor asks for it while somebody types. Ends with code 1 where one takes a second or more.
 */
import type { Kysely } from "kysely";
import { openDatabase } from "#lib/db/database.ts";
import type { Schema } from "#lib/db/schema.ts";
import { parseRepositoryName, type RepositoryName } from "#lib/oci/reference.ts";
import { policySchema, type RetentionPolicy } from "#lib/oci/retention/policy.ts";
import { evaluatePolicy } from "#lib/retention/evaluate.ts";
import { previewPolicy } from "#lib/retention/preview.ts";
import { cleaningUp } from "#scripts/tools/cleaning-up.ts";
import { runScript, say } from "#scripts/tools/problem.ts";
import { sizes, syntheticIndex, syntheticRegistry } from "./synthetic-index.ts";

/** In milliseconds. */
const limit = 1_000;
const warmUps = 1;
const rounds = 7;

const rules: Readonly<Record<string, readonly object[]>> = {
  "one rule: by name and age": [{ action: "delete", tags: ["build-*"], created: { olderThan: "1y" } }],
  "one rule: all but the newest 10 versions": [
    { action: "delete", tags: ["*"], beyondNewest: { count: 10, by: "version" } },
  ],
  "four rules: versions, label, platform, age, size": [
    { action: "keep", tags: ["latest", "main"] },
    { action: "keep", tags: ["/^v?\\d+\\.\\d+/"], newest: { count: 3, by: "version", per: "minor" } },
    { action: "keep", labels: ["com.example.team=payments*"], pushed: { newerThan: "1y" } },
    { action: "delete", platforms: ["linux/amd64"], largerThan: "1MB", created: { olderThan: "6m" } },
  ],
};

const names = Object.keys(rules);

/** A policy that differs with each round, as it does with each key. */
const policy = (name: string, round: number): RetentionPolicy =>
  policySchema.parse({ name: `${name} ${round}`, rules: rules[name] });

await runScript(() =>
  cleaningUp(async (running) => {
    const db = openDatabase(await syntheticIndex(sizes.large, say));
    running.defer(() => db.destroy());
    const largest = await largestRepository(db);
    console.log(`Milliseconds in ${rounds} rounds, over 100,000 tags and over a repository of 50,000`);
    console.log(`${"".padEnd(72)}${"median".padStart(8)}${"most".padStart(8)}`);
    for (const name of names) {
      await report(`evaluation, all: ${name}`, (round) => evaluate(db, policy(name, round)));
      await report(`evaluation, largest: ${name}`, (round) => evaluate(db, policy(name, round), largest));
    }
    for (const name of names) {
      await report(`preview while typing: ${name}`, async (round) => {
        await previewPolicy(db, {
          registry: syntheticRegistry,
          policy: policy(name, round),
          above: [],
          now: Date.now(),
          view: { show: "all", search: "", offset: 0, limit: 100 },
        });
      });
    }
  }),
);

async function evaluate(
  db: Kysely<Schema>,
  its: RetentionPolicy,
  repository?: RepositoryName,
): Promise<void> {
  const options = { now: Date.now(), repository };
  for await (const _ of evaluatePolicy(db, syntheticRegistry, its, options));
}

async function report(name: string, run: (round: number) => Promise<void>): Promise<void> {
  const times: number[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    const start = performance.now();
    await run(round);
    if (round >= 0) times.push(performance.now() - start);
  }
  times.sort((one, other) => one - other);
  const [median, most] = [times[Math.floor(rounds / 2)] ?? Number.NaN, times.at(-1) ?? Number.NaN];
  const over = median >= limit;
  if (over) process.exitCode = 1;
  console.log(
    `${name.padEnd(72)}${median.toFixed(0).padStart(8)}${most.toFixed(0).padStart(8)}${over ? "  OVER" : ""}`,
  );
}

async function largestRepository(db: Kysely<Schema>): Promise<RepositoryName> {
  const row = await db
    .selectFrom("index_repositories")
    .select("repository")
    .where("registry", "=", syntheticRegistry)
    .orderBy("tags", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return parseRepositoryName(row.repository);
}
