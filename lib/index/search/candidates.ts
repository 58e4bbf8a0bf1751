import { type Kysely, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { behind } from "./places.ts";
import type { RepositorySet, Resolved } from "./resolved.ts";

/** Where a set has at most so many repositories of all, it is worth going from one to the next. */
const worthNaming = 2_000;

/** Repositories in which tags may be found, in the order of their names. */
export interface Candidates {
  readonly repositories: readonly string[];
  /** From which name on to look for more; null at the end. */
  readonly next: string | null;
}

/** The sets of repositories that conditions leave, the smallest first. Null where they leave nearly all. */
export function setsOf(conditions: readonly Resolved[]): readonly RepositorySet[] | null {
  const sets = conditions.flatMap(({ repositories }) => repositories ?? []);
  const ordered = sets.toSorted((one, other) => weight(one) - weight(other));
  const [smallest] = ordered;
  return smallest === undefined || weight(smallest) >= worthNaming ? null : ordered;
}

/** A set that cannot be gone through in order is none to begin with. */
function weight({ from, count }: RepositorySet): number {
  return from === null ? worthNaming : count;
}

/** The next repositories that are in each set, among `lookedAt` of the smallest. */
export async function nextCandidates(
  db: Kysely<Schema>,
  registry: string,
  sets: readonly RepositorySet[],
  start: string,
  lookedAt: number,
): Promise<Candidates> {
  const [first] = sets;
  if (first === undefined || first.from === null) return { repositories: [], next: null };
  const { rows } = await sql<{ repository: string; fits: number | boolean }>`
    select repository, ${sql.join(
      sets.map(({ has }) => has(registry)),
      sql` and `,
    )} as fits
    from (${first.from(registry, start, lookedAt)} order by repository limit ${lookedAt}) candidates
  `.execute(db);
  const last = rows.length < lookedAt ? undefined : rows.at(-1);
  return {
    repositories: rows.filter(({ fits }) => Boolean(fits)).map(({ repository }) => repository),
    next: last === undefined ? null : behind(last.repository),
  };
}
