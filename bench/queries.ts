/**
 * `npm run bench:queries`: what each query of `bench/queries/` takes on a synthetic index, and on one of a tenth. Ends with
 * code 1 where one takes more than its limit on the large one. `npm run bench:queries -- tag` runs those with “tag” in their name.
 *
 * To add some: a list beside `queries/search.ts`, named here.
 */
import type { Kysely } from "kysely";
import { openDatabase } from "#lib/db/database.ts";
import type { Schema } from "#lib/db/schema.ts";
import { cleaningUp } from "#scripts/tools/cleaning-up.ts";
import { Problem, runScript, say } from "#scripts/tools/problem.ts";
import type { NamedQuery } from "./queries/named-query.ts";
import { listQueries } from "./queries/repository-list.ts";
import { searchQueries } from "./queries/search.ts";
import { spaceQueries } from "./queries/space.ts";
import { tableQueries } from "./queries/tag-table.ts";
import { sizes, syntheticIndex } from "./synthetic-index.ts";

const queries: readonly NamedQuery[] = [...tableQueries, ...searchQueries, ...listQueries, ...spaceQueries];

/** In milliseconds, on the large index. */
const limits = { median: 30, p95: 100 } as const;
const warmUps = 3;
const rounds = 40;

await runScript(() =>
  cleaningUp(async (running) => {
    const words = process.argv.slice(2);
    const chosen = queries.filter(({ name }) => words.every((word) => name.includes(word)));
    if (chosen.length === 0) throw new Problem(`No query has “${words.join(" ")}” in its name.`);
    const open = async (size: (typeof sizes)[keyof typeof sizes]) => {
      const db = openDatabase(await syntheticIndex(size, say));
      running.defer(() => db.destroy());
      return db;
    };
    const [small, large] = [await open(sizes.small), await open(sizes.large)];
    console.log(`Milliseconds in ${rounds} rounds; ratio: median to that of an index of a tenth`);
    console.log(`${"".padEnd(56)}${"median".padStart(8)}${"p95".padStart(8)}${"ratio".padStart(8)}`);
    for (const query of chosen) await report(query, small, large);
  }),
);

async function report(query: NamedQuery, small: Kysely<Schema>, large: Kysely<Schema>): Promise<void> {
  const [before, now] = [await measure(query, small), await measure(query, large)];
  const over = now.median > limits.median || now.p95 > limits.p95;
  if (over) process.exitCode = 1;
  const columns = [now.median.toFixed(2), now.p95.toFixed(2), (now.median / before.median).toFixed(1)];
  console.log(
    `${query.name.padEnd(56)}${columns.map((text) => text.padStart(8)).join("")}${over ? "  OVER" : ""}`,
  );
}

/** Median and 95th percentile, in milliseconds. */
async function measure(
  query: NamedQuery,
  db: Kysely<Schema>,
): Promise<{ readonly median: number; readonly p95: number }> {
  const times: number[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    const start = performance.now();
    await query.run(db, Math.max(round, 0));
    if (round >= 0) times.push(performance.now() - start);
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.ceil(share * rounds) - 1] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}
