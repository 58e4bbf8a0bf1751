import { setImmediate } from "node:timers/promises";
import { chunks, rowsAtOnce } from "./chunks.ts";

/** A list in parts for statements of SQL, so that others get their turn between two: SQLite answers without ever waiting. */
export async function* inTurns<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[], void, void> {
  let first = true;
  for (const some of chunks(items, rowsAtOnce)) {
    if (!first) await setImmediate();
    first = false;
    yield some;
  }
}
