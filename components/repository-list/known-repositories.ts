import type { RepositoryListEvent, RepositoryRow } from "#lib/index/types.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";

/** The rows of the list by name, and which of them the registry has named so far. */
export interface KnownRepositories {
  readonly rows: ReadonlyMap<RepositoryName, RepositoryRow>;
  readonly named: ReadonlySet<RepositoryName>;
}

/** The rows that a page begins with. */
export function firstRepositories(rows: readonly RepositoryRow[]): KnownRepositories {
  return { rows: new Map(rows.map((row) => [row.repository, row])), named: new Set() };
}

/** The list after some of what the stream says. Takes many events at once, since each costs a copy of the list. */
export function mergeEvents(
  { rows, named }: KnownRepositories,
  events: readonly RepositoryListEvent[],
): KnownRepositories {
  const merged = new Map(rows);
  let mentioned = new Set(named);
  for (const event of events) {
    switch (event.type) {
      case "known":
        for (const row of event.rows) merged.set(row.repository, row);
        mentioned = new Set();
        break;
      case "repositories":
        for (const repository of event.repositories) {
          mentioned.add(repository);
          if (!merged.has(repository)) merged.set(repository, emptyRow(repository));
        }
        if (event.complete) for (const name of merged.keys()) if (!mentioned.has(name)) merged.delete(name);
        break;
      case "rows":
        for (const row of event.rows) merged.set(row.repository, row);
        break;
      case "catalog-problem":
      case "done":
        break;
    }
  }
  return { rows: merged, named: mentioned };
}

function emptyRow(repository: RepositoryName): RepositoryRow {
  return { repository, tags: null, size: null, lastCreated: null, problem: null };
}
