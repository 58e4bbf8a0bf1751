import { type RawBuilder, sql } from "kysely";

/**
 * That a repository's name begins with a prefix such as `team/`, or any for an empty one. An index finds them: the names that
 * begin with `team/` are those from it up to `team0`, since 0 follows the slash.
 */
export function belowPrefix(prefix: string): RawBuilder<boolean> {
  if (prefix === "") return sql`1 = 1`;
  return sql`(repository >= ${prefix} and repository < ${`${prefix.slice(0, -1)}0`})`;
}

/** A path divided at its first slash: `label` before it, and `behind` from it on, which is empty where there is none. */
export function firstPart(path: RawBuilder<unknown>): {
  readonly label: RawBuilder<string>;
  readonly behind: RawBuilder<string>;
} {
  // Stripped from the left of all that is no slash. The databases have no other function in common that finds one.
  const behind = sql<string>`ltrim(${path}, replace(${path}, '/', ''))`;
  return { behind, label: sql<string>`substr(${path}, 1, length(${path}) - length(${behind}))` };
}
