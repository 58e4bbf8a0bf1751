import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import { type RepositoryTags, tagFacts, type WantedFacts } from "./tag-facts.ts";

interface Remembered {
  readonly key: string;
  readonly repositories: readonly RepositoryTags[];
}

/** How long they are kept after they were last used, in milliseconds. */
const keptFor = 60_000;

/** More tags than this are read anew each time: of so many, a process keeps some 60 MB. */
const mostTags = 200_000;

/** Of each database of this process, those of the registry that was asked for last. */
const memory = new WeakMap<Kysely<Schema>, Remembered>();
const timers = new WeakMap<Kysely<Schema>, NodeJS.Timeout>();

/**
 * What is known of all tags of a registry, read once for each revision: whoever writes a rule has it evaluated with every key.
 *
 * @param revision that of `factsRevision`.
 * @returns what gives them, for an evaluation.
 */
export function rememberedFacts(
  db: Kysely<Schema>,
  registry: string,
  revision: string,
  signal: AbortSignal | undefined,
): (wanted: WantedFacts) => AsyncGenerator<RepositoryTags, void, void> {
  return async function* ({ labels }) {
    const key = JSON.stringify([registry, revision, labels]);
    const known = memory.get(db);
    if (known?.key === key) {
      keep(db, known);
      yield* known.repositories;
      return;
    }
    const repositories: RepositoryTags[] = [];
    let tags = 0;
    // All of it: the next rule may ask for something else.
    const wanted = { pushed: true, pulled: true, platforms: true, labels };
    for await (const its of tagFacts(db, registry, wanted, { isWanted: () => true, signal })) {
      tags += its.tags.length;
      if (tags <= mostTags) repositories.push(its);
      yield its;
    }
    if (tags <= mostTags) keep(db, { key, repositories });
  };
}

function keep(db: Kysely<Schema>, remembered: Remembered): void {
  memory.set(db, remembered);
  clearTimeout(timers.get(db));
  const timer = setTimeout(() => memory.delete(db), keptFor);
  timers.set(db, timer.unref());
}
