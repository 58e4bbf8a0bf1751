import { parseGlob } from "./glob.ts";
import { compilePattern } from "./matcher.ts";
import { PatternError } from "./pattern.ts";
import { parseRegex } from "./regex.ts";

/** In characters. Longer than any pattern that a person writes. */
export const longestPattern = 256;

/**
 * Reads a pattern over names of tags or repositories.
 *
 * - `/…/` is a regular expression, found anywhere in a name; `/…/i` ignores case. See {@link regexPattern}.
 * - Everything else is a glob, which fits the whole name, with its case. `*` goes past slashes: `team/*` fits `team/a/b`.
 *
 * @throws {PatternError}
 */
export function namePattern(pattern: string): (name: string) => boolean {
  if (pattern.length > longestPattern) throw new PatternError("TOO_LONG");
  if (pattern.startsWith("/")) return regexPattern(pattern);
  // Most of 100,000 names differ from a plain one in their first letter.
  if (!/[*?[{\\]/.test(pattern)) return (name) => name === pattern;
  return compilePattern(parseGlob(pattern), false);
}

/**
 * Reads `/…/` or `/…/i`, a regular expression in JavaScript's syntax, found anywhere in a text. Look-around and back references
 * are refused, so that matching takes a time in proportion to the text, whatever the expression.
 *
 * @throws {PatternError}
 */
export function regexPattern(pattern: string): (text: string) => boolean {
  const end = pattern.lastIndexOf("/");
  if (end === 0) throw new PatternError("UNCLOSED_REGEX");
  const flags = pattern.slice(end + 1);
  if (flags !== "" && flags !== "i") throw new PatternError("UNKNOWN_FLAG");
  return compilePattern(parseRegex(pattern.slice(1, end)), flags === "i");
}
