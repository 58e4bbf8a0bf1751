import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";

/** A query as a page or the API has it, to be measured on `syntheticRegistry`. */
export interface NamedQuery {
  readonly name: string;
  /**
   * @param round counts from 0, for queries that should ask for something else each time.
   * @returns how many rows it gives, where that depends on how much the index holds.
   */
  readonly run: (db: Kysely<Schema>, round: number) => Promise<number | undefined>;
  /**
   * That its answer is remembered where it is asked again, and this is the first time. It reads each name of a repository, so that its
   * cost grows with these: it has limits in milliseconds alone.
   */
  readonly firstTime?: true;
}

/** A query for a window behind the first of something long: another one in each round. */
export function furtherDown(
  name: string,
  windowAt: (
    db: Kysely<Schema>,
    offset: number,
  ) => Promise<{ readonly rows: number; readonly total: number }>,
): NamedQuery {
  const totals = new WeakMap<Kysely<Schema>, number>();
  return {
    name: `${name}, further down`,
    run: async (db, round) => {
      const total = totals.get(db) ?? (await windowAt(db, 0)).total;
      totals.set(db, total);
      // Where an index ends sooner, from the beginning again: a window behind the end costs nothing, and compares with nothing.
      const { rows } = await windowAt(db, 100 * ((round % Math.max(1, Math.floor(total / 100) - 1)) + 1));
      return rows;
    },
  };
}
