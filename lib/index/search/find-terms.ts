import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Schema } from "#lib/db/schema.ts";
import type { SearchCondition, TextPattern } from "#lib/oci/search/query.ts";
import type { TermKind } from "./facts.ts";
import { beginningOf, beginsWith, fits } from "./patterns.ts";

/** The conditions that ask for what a manifest says. */
export type TermCondition = Extract<
  SearchCondition,
  { readonly kind: "label" | "env" | "base" | "os" | "arch" | "platform" | "type" }
>;

/** The terms that a condition means. */
export type FoundTerms =
  | { readonly kind: "few"; readonly ids: readonly number[] }
  /** Too many to name each; `fitting` says which rows of `index_search_terms`. */
  | { readonly kind: "many"; readonly fitting: RawBuilder<boolean> };

/** Terms that are named one by one, at most. */
const namedAtMost = 200;

/** The terms that a condition means. */
export async function findTerms(db: Kysely<Schema>, condition: TermCondition): Promise<FoundTerms> {
  const kind = termKind(condition);
  const keys = await keysOf(db, kind, condition);
  if (keys.length === 0) return { kind: "few", ids: [] };
  const value = condition.kind === "label" && condition.value !== null ? valuePattern(condition.value) : null;
  const beginning = value === null ? "" : beginningOf(value);
  const fitting = sql<boolean>`(index_search_terms.kind = ${kind} and index_search_terms.key in (${sql.join(keys)})
    ${beginning === "" ? sql`` : sql`and ${beginsWith(sql`index_search_terms.folded`, beginning)}`}
    ${value === null ? sql`` : sql`and ${fits(sql`index_search_terms.folded`, value)}`})`;
  const rows = await db
    .selectFrom("index_search_terms")
    .select("id")
    .where(fitting)
    .limit(namedAtMost + 1)
    .execute();
  return rows.length > namedAtMost
    ? { kind: "many", fitting }
    : { kind: "few", ids: rows.map(({ id }) => id) };
}

/** What a condition looks among. */
function termKind({ kind }: TermCondition): TermKind {
  return kind === "os" || kind === "arch" ? "platform" : kind;
}

/** A value is the whole one: `label:env=prod` is not to find `production`. */
function valuePattern(value: TextPattern): TextPattern {
  return value.kind === "contains" ? { kind: "exact", text: value.text } : value;
}

/** The keys that a condition means: one that is written the same, else all that fit. */
async function keysOf(db: Kysely<Schema>, kind: TermKind, condition: TermCondition): Promise<string[]> {
  const patterns = keyPatterns(condition);
  const rows = await db
    .selectFrom("index_search_keys")
    .select("key")
    .where("kind", "=", kind)
    .where(({ or }) => or(patterns.map((pattern) => fits(sql`key`, pattern))))
    .orderBy("key")
    .execute();
  const keys = rows.map(({ key }) => key);
  const same = patterns.flatMap((pattern) =>
    pattern.kind === "contains" && keys.includes(pattern.text.toLowerCase())
      ? [pattern.text.toLowerCase()]
      : [],
  );
  return same.length > 0 && condition.kind !== "base" ? same : keys;
}

function keyPatterns(condition: TermCondition): TextPattern[] {
  switch (condition.kind) {
    case "label":
      return [condition.key];
    case "env":
    case "base":
      return [condition.pattern];
    case "type":
      return [{ kind: "exact", text: condition.type }];
    case "os":
      return [{ kind: "glob", parts: [`${condition.text}/`, ""] }];
    case "arch":
      return [
        { kind: "glob", parts: ["", `/${condition.text}`] },
        { kind: "glob", parts: ["", `/${condition.text}/`, ""] },
        { kind: "glob", parts: ["", `/${condition.text} (`, ""] },
      ];
    case "platform":
      return [
        { kind: "exact", text: condition.text },
        { kind: "glob", parts: [`${condition.text}/`, ""] },
        { kind: "glob", parts: [`${condition.text} (`, ""] },
      ];
  }
}
