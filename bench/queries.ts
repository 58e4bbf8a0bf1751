/**
 * `npm run bench:queries`: what each query of `bench/queries/` takes on a synthetic index, and on one of a tenth. Ends with
 * code 1 where one takes more than its limit on the large one, or so much more there than on the small one that its cost grows
 * with the index. `npm run bench:queries -- tag` runs those with “tag” in their name.
 *
 * To add some: a list beside `queries/search.ts`, named here.
 */
import type { Kysely } from "kysely";
import { openDatabase } from "#lib/db/database.ts";
import type { Schema } from "#lib/db/schema.ts";
import { cleaningUp } from "#scripts/tools/cleaning-up.ts";
import { Problem, runScript, say } from "#scripts/tools/problem.ts";
import type { NamedQuery } from "./queries/named-query.ts";
import { overviewQueries } from "./queries/overview.ts";
import { listQueries } from "./queries/repository-list.ts";
import { searchQueries } from "./queries/search.ts";
import { spaceQueries } from "./queries/space.ts";
import { tableQueries } from "./queries/tag-table.ts";
import { sizes, syntheticIndex } from "./synthetic-index.ts";

const queries: readonly NamedQuery[] = [
  ...tableQueries,
  ...searchQueries,
  ...listQueries,
  ...spaceQueries,
  ...overviewQueries,
];

/** In milliseconds, on the large index. */
const limits = { median: 30, p95: 100 } as const;

/** How many times as much as on the small index a query may take on the large one. Below a millisecond, noise decides. */
const flat = { ratio: 2, from: 1 } as const;

const warmUps = 3;
const rounds = 40;

const nameWidth = 60;
const inColumn = (text: string) => text.padStart(8);

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
    console.log(`${"".padEnd(nameWidth)}${["median", "p95", "ratio"].map(inColumn).join("")}`);
    const measured: Measured[] = [];
    for (const query of chosen) {
      const one = await measure(query, small, large);
      console.log(lineOf(one));
      measured.push(one);
    }
    conclude(measured);
  }),
);

interface Times {
  readonly median: number;
  readonly p95: number;
  /** The most rows that a round gave. */
  readonly rows: number | undefined;
}

interface Measured {
  readonly query: NamedQuery;
  readonly small: Times;
  readonly large: Times;
}

function lineOf({ query, small, large }: Measured): string {
  const columns = [
    large.median.toFixed(2),
    large.p95.toFixed(2),
    ratioOf({ query, small, large }).toFixed(1),
  ];
  return `${query.name.padEnd(nameWidth)}${columns.map(inColumn).join("")}`;
}

function ratioOf({ small, large }: Measured): number {
  return large.median / small.median;
}

/** Names what is over a limit. */
function conclude(measured: readonly Measured[]): void {
  const slow = measured.filter(({ large }) => large.median > limits.median || large.p95 > limits.p95);
  const grown = measured.filter(
    (one) => one.query.firstTime !== true && one.large.median >= flat.from && ratioOf(one) > flat.ratio,
  );
  // A page of 50 results costs more than one of 12, in an index of any size.
  const fuller = grown.filter(({ small, large }) => (small.rows ?? 0) < (large.rows ?? 0));
  const over = grown.filter((one) => !fuller.includes(one));
  const list = (title: string, some: readonly Measured[], more: (one: Measured) => string = () => "") => {
    if (some.length === 0) return;
    console.log(`\n${title}`);
    for (const one of some) console.log(`${lineOf(one)}${more(one)}`);
  };
  list(`Over ${limits.median} ms, or ${limits.p95} ms in the 95th percentile:`, slow);
  list(`Over ${flat.ratio} times as much on ten times as many tags:`, over);
  list(
    `Over ${flat.ratio} times as much, with more rows to show than the small index has:`,
    fuller,
    ({ small, large }) => `  ${small.rows} rows, ${large.rows} rows`,
  );
  if (slow.length > 0 || over.length > 0) process.exitCode = 1;
}

/** Asks both indexes by turns, so that whatever else the machine does concerns both. */
async function measure(query: NamedQuery, small: Kysely<Schema>, large: Kysely<Schema>): Promise<Measured> {
  const [before, now] = [noRounds(), noRounds()];
  for (let round = -warmUps; round < rounds; round += 1) {
    await ask(query, small, round, before);
    await ask(query, large, round, now);
  }
  return { query, small: timesOf(before), large: timesOf(now) };
}

interface Rounds {
  readonly times: number[];
  rows: number | undefined;
}

function noRounds(): Rounds {
  return { times: [], rows: undefined };
}

async function ask(query: NamedQuery, db: Kysely<Schema>, round: number, to: Rounds): Promise<void> {
  const start = performance.now();
  const rows = await query.run(db, Math.max(round, 0));
  if (round >= 0) to.times.push(performance.now() - start);
  if (rows !== undefined) to.rows = Math.max(to.rows ?? 0, rows);
}

/** Median and 95th percentile, in milliseconds. */
function timesOf({ times, rows }: Rounds): Times {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.ceil(share * rounds) - 1] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), rows };
}
