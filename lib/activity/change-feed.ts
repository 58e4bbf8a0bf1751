import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { changesAfter, lastChange, type NumberedChange } from "./changes.ts";

/** How often other servers' changes are looked for while somebody listens, in milliseconds. */
const pollEvery = 2_000;

/** One for the process: what is read once goes to all who listen. */
interface Feed {
  readonly listeners: Set<(changes: readonly NumberedChange[]) => void>;
  /** Up to here it was told. */
  told: number;
  timer: NodeJS.Timeout | undefined;
  /** The reading that is under way, and whether there may be more after it. */
  reading: Promise<void> | undefined;
  again: boolean;
}

/** Next bundles this module several times into one process; they share what hangs here. */
const shared: { stowageChangeFeed?: Feed } = globalThis as object;

function feed(): Feed {
  shared.stowageChangeFeed ??= {
    listeners: new Set(),
    told: 0,
    timer: undefined,
    reading: undefined,
    again: false,
  };
  return shared.stowageChangeFeed;
}

/** Looks for changes at once, since this process has just written one. Does nothing where nobody listens. */
export function pollNow(db: Kysely<Schema>): void {
  const { listeners, reading } = feed();
  if (listeners.size === 0) return;
  if (reading !== undefined) feed().again = true;
  else feed().reading = read(db);
}

/**
 * Changes as they come, from this process and from others that share the database.
 *
 * @param since the number of the change after which to begin; those from now on where absent.
 * @param signal ends it.
 */
export async function* listenToChanges(
  db: Kysely<Schema>,
  since: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<NumberedChange, void, void> {
  const waiting: NumberedChange[] = [];
  let wake = Promise.withResolvers<void>();
  const hear = (changes: readonly NumberedChange[]) => {
    waiting.push(...changes);
    wake.resolve();
  };
  // Whoever has left may never ask for the next one.
  const leave = () => {
    part(hear);
    wake.resolve();
  };
  signal.addEventListener("abort", leave, { once: true });
  try {
    let told = since ?? (await lastChange(db));
    join(db, hear, told);
    // What came before it joined, while nothing that comes after is missed.
    for (const change of await changesAfter(db, told)) {
      told = change.id;
      yield change;
    }
    while (!signal.aborted) {
      for (let change = waiting.shift(); change !== undefined; change = waiting.shift()) {
        if (change.id <= told) continue;
        told = change.id;
        yield change;
      }
      await wake.promise;
      wake = Promise.withResolvers();
    }
  } finally {
    signal.removeEventListener("abort", leave);
    part(hear);
  }
}

function join(db: Kysely<Schema>, hear: (changes: readonly NumberedChange[]) => void, from: number): void {
  const own = feed();
  if (own.listeners.size === 0) own.told = from;
  // Whoever resumes further back reads what is in between by itself.
  own.listeners.add(hear);
  own.timer ??= setInterval(() => pollNow(db), pollEvery).unref();
}

function part(hear: (changes: readonly NumberedChange[]) => void): void {
  const own = feed();
  own.listeners.delete(hear);
  if (own.listeners.size > 0) return;
  clearInterval(own.timer);
  own.timer = undefined;
}

async function read(db: Kysely<Schema>): Promise<void> {
  const own = feed();
  try {
    do {
      own.again = false;
      const changes = await changesAfter(db, own.told);
      own.told = changes.at(-1)?.id ?? own.told;
      if (changes.length > 0) for (const hear of own.listeners) hear(changes);
    } while (own.again);
  } catch {
    // The database is away for a moment; the next poll finds what was missed.
  } finally {
    own.reading = undefined;
  }
}
