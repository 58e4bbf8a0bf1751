import { parseGlob } from "./pattern/glob.ts";
import { compilePattern } from "./pattern/matcher.ts";
import { longestPattern, regexPattern } from "./pattern/name-pattern.ts";
import { PatternError, type PatternErrorCode } from "./pattern/pattern.ts";

/** What a person typed as a filter, read. */
export type TagFilter =
  | {
      readonly ok: true;
      readonly kind: "everything" | "text" | "glob" | "regex";
      readonly matches: (tag: string) => boolean;
    }
  /** `message` is a sentence in English; `code` finds it in another language. */
  | { readonly ok: false; readonly code: PatternErrorCode; readonly message: string };

/**
 * Reads one line of a filter over tags.
 *
 * - Text is found anywhere in a tag, whatever its case. Several words, with blanks between them, must all be found.
 * - A word with `*`, `?`, `[…]` or `{…}` is a glob, which fits the whole tag, with its case: `v1.*`, `{1.2,1.3}-alpine`.
 * - `/…/` is a regular expression in JavaScript's syntax, found anywhere in a tag; `/…/i` ignores case. Look-around and
 *   back references are refused, so that matching takes a time in proportion to the tag, whatever the expression.
 */
export function tagFilter(input: string): TagFilter {
  try {
    if (input.length > longestPattern) throw new PatternError("TOO_LONG");
    return read(input.trim());
  } catch (error) {
    if (error instanceof PatternError) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
}

function read(filter: string): TagFilter {
  if (filter === "") return { ok: true, kind: "everything", matches: () => true };
  if (filter.startsWith("/")) return { ok: true, kind: "regex", matches: regexPattern(filter) };
  const words = filter.split(/\s+/);
  const predicates = words.map((word) =>
    isGlob(word) ? compilePattern(parseGlob(word), false) : contains(word),
  );
  return {
    ok: true,
    kind: words.some(isGlob) ? "glob" : "text",
    matches: (tag) => predicates.every((predicate) => predicate(tag)),
  };
}

function isGlob(word: string): boolean {
  return /[*?[{\\]/.test(word);
}

function contains(word: string): (tag: string) => boolean {
  const wanted = word.toLowerCase();
  return (tag) => tag.toLowerCase().includes(wanted);
}
