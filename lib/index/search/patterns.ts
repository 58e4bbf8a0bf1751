import { type RawBuilder, sql } from "kysely";
import { escapeLike } from "#lib/db/like.ts";
import type { TextPattern } from "#lib/oci/search/query.ts";
import { fold } from "./fold.ts";

/** Whether a text that is in lower case already fits a pattern. */
export function fits(text: RawBuilder<unknown>, pattern: TextPattern): RawBuilder<boolean> {
  return pattern.kind === "exact"
    ? sql<boolean>`${text} = ${fold(pattern.text)}`
    : sql<boolean>`${text} like ${likeOf(pattern)} escape '\\'`;
}

/** The pieces that a text holds which fits a pattern, in lower case. */
export function piecesOf(pattern: TextPattern): string[] {
  const pieces = pattern.kind === "glob" ? pattern.parts : [pattern.text];
  return pieces.map((piece) => piece.toLowerCase()).filter((piece) => piece !== "");
}

/** What all texts begin with that fit a pattern, in lower case; empty where that may be anything. */
export function beginningOf(pattern: TextPattern): string {
  if (pattern.kind === "contains") return "";
  return fold(pattern.kind === "exact" ? pattern.text : (pattern.parts[0] ?? ""));
}

function likeOf(pattern: Exclude<TextPattern, { kind: "exact" }>): string {
  const literal = (text: string) => escapeLike(text.toLowerCase());
  return pattern.kind === "contains" ? `%${literal(pattern.text)}%` : pattern.parts.map(literal).join("%");
}

/** The texts that begin with `prefix`, as an index finds them. Both databases compare by bytes. */
export function beginsWith(text: RawBuilder<unknown>, prefix: string): RawBuilder<boolean> {
  return sql<boolean>`(${text} >= ${prefix} and ${text} < ${behindPrefix(prefix)})`;
}

/** What comes behind all texts that begin with `prefix`, in the order of bytes. */
export function behindPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}
