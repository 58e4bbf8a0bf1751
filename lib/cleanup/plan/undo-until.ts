import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { lastCollectedAt } from "../collection/collection-rows.ts";
import { readCollector } from "../collection/collector-store.ts";
import type { UndoUntil } from "./types.ts";

/** What is known of when a registry's garbage is collected. */
export interface CollectionTimes {
  /** When the last collection began, in milliseconds since 1970; null where none is known. */
  readonly last: number | null;
  /** Hours between two; null where they are run by hand. */
  readonly everyHours: number | null;
}

const hour = 3_600_000;

/** What is known of when a registry's garbage is collected. */
export async function collectionTimes(db: Kysely<Schema>, registry: string): Promise<CollectionTimes> {
  const { setting } = await readCollector({ db }, registry);
  return { last: await lastCollectedAt(db, registry), everyHours: setting.everyHours };
}

/**
 * Until when what was deleted at an instant can be put back. The next collection is counted from the last that is known; where none
 * is, the longest that it can be away is told. Pure.
 *
 * @param deletedAt milliseconds since 1970.
 */
export function undoableUntil({ last, everyHours }: CollectionTimes, deletedAt: number): UndoUntil {
  if (last !== null && last >= deletedAt) return "collected";
  if (everyHours === null) return "until-collected";
  const every = everyHours * hour;
  if (last === null) return deletedAt + every;
  return last + Math.ceil((deletedAt - last) / every) * every;
}
