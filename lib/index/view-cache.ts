import type { Kysely } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { revisionOf } from "./revision.ts";

/** What was found out about the tags of a repository while it was at a revision. */
interface Remembered {
  readonly revision: number;
  readonly value: unknown;
  readonly weight: number;
}

/** Names of tags kept in memory at most, of all views together: about 30 MB. */
const mostNames = 400_000;

/** Other things weigh as much as so many names. */
const ownWeight = 10;

/** Of each database of this process; the one used last comes last. */
const memories = new WeakMap<Kysely<Schema>, Map<string, Remembered>>();

/**
 * What `find` gives, found out once for each revision of a repository: whoever scrolls through a filtered table asks for the
 * same again with each page. A change by any server gives the repository another revision in the transaction that makes it.
 *
 * @param what names what is found out. What it depends on besides the tags must be part of it.
 */
export async function remembered<Value>(
  db: Kysely<Schema>,
  registry: string,
  repository: RepositoryName,
  what: string,
  find: () => Promise<Value>,
): Promise<Value> {
  // Read first: what is found out later is at least as new.
  const revision = await revisionOf(db, registry, repository);
  if (revision === null) return find();
  const memory = memories.get(db) ?? new Map<string, Remembered>();
  memories.set(db, memory);
  const key = `${registry} ${repository} ${what}`;
  const known = memory.get(key);
  memory.delete(key);
  const kept = known?.revision === revision ? known : { revision, ...weighed(await find()) };
  memory.set(key, kept);
  forgetOldest(memory);
  // It was put there under the same name.
  return kept.value as Value;
}

function weighed(value: unknown): Pick<Remembered, "value" | "weight"> {
  return { value, weight: ownWeight + (Array.isArray(value) ? value.length : 0) };
}

function forgetOldest(memory: Map<string, Remembered>): void {
  let weight = 0;
  for (const one of memory.values()) weight += one.weight;
  for (const [key, one] of memory) {
    if (weight <= mostNames) return;
    weight -= one.weight;
    memory.delete(key);
  }
}
