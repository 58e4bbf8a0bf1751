/**
 * What Go's `fmt` makes of values with `%q` and `%v`. Docker and BuildKit write it into an image's history, so that a
 * Dockerfile can only be read back by undoing it.
 */

const simpleEscapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  '"': '"',
  "'": "'",
};
const numberLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Reads the quoted text that starts at `at`, with the quote that stands there; nothing where it is not well formed. */
function quotedAt(text: string, at: number): { value: string; end: number } | undefined {
  const quote = text[at];
  let value = "";
  let position = at + 1;
  while (position < text.length) {
    const character = text[position] ?? "";
    if (character === quote) return { value, end: position + 1 };
    if (character !== "\\") {
      value += character;
      position += 1;
      continue;
    }
    const letter = text[position + 1] ?? "";
    const length = numberLengths[letter];
    if (length === undefined) {
      const simple = simpleEscapes[letter];
      if (simple === undefined) return undefined;
      value += simple;
      position += 2;
      continue;
    }
    const digits = text.slice(position + 2, position + 2 + length);
    const code = /^[0-9a-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : -1;
    if (code < 0 || code > 0x10ffff) return undefined;
    // `\x80` and above are bytes that are no UTF-8; there is no character for them.
    value += letter === "x" && code > 0x7f ? "\ufffd" : String.fromCodePoint(code);
    position += 2 + length;
  }
  return undefined;
}

/** Reads a list as `%q` writes it: `["nginx" "-g" "daemon off;"]`. A JSON array of strings is read as well. */
export function readGoList(text: string): string[] | undefined {
  if (!text.startsWith("[") || !text.endsWith("]")) return undefined;
  const items: string[] = [];
  let position = 1;
  const end = text.length - 1;
  while (position < end) {
    const character = text[position] ?? "";
    if (character === " " || character === ",") {
      position += 1;
      continue;
    }
    const item = character === '"' ? quotedAt(text, position) : undefined;
    if (item === undefined || item.end > end) return undefined;
    items.push(item.value);
    position = item.end;
  }
  return items;
}

/** Reads a set as `%v` writes it, `map[443/tcp:{} 80/tcp:{}]` or `[80/tcp 443/tcp]`: its words. */
export function readGoSet(text: string): string[] | undefined {
  const inside = /^(?:map)?\[([^[\]]*)\]$/.exec(text)?.[1];
  if (inside === undefined || inside.includes('"')) return undefined;
  return inside
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => (word.endsWith(":{}") ? word.slice(0, -3) : word));
}

/** A healthcheck as `%q` writes Docker's struct of it. */
export interface GoHealthcheck {
  readonly test: readonly string[];
  /** Interval, timeout, start period and, from Docker 25 on, start interval, as Go writes durations: `1m30s`. */
  readonly durations: readonly string[];
  readonly retries: number;
}

/** Reads `&{["CMD-SHELL" "curl -f http://localhost/"] "30s" "3s" "0s" "0s" '\x03'}`. */
export function readGoHealthcheck(text: string): GoHealthcheck | undefined {
  if (!text.startsWith("&{[") || !text.endsWith("}")) return undefined;
  let position = 3;
  const readQuoted = (quote: string): string[] => {
    const values: string[] = [];
    while (text[position] === quote) {
      const item = quotedAt(text, position);
      if (item === undefined) return values;
      values.push(item.value);
      position = item.end;
      while (text[position] === " ") position += 1;
    }
    return values;
  };
  const test = readQuoted('"');
  if (text[position] !== "]") return undefined;
  position += 1;
  while (text[position] === " ") position += 1;
  const durations = readQuoted('"');
  const [retries] = readQuoted("'");
  if (durations.length < 2 || retries === undefined || position !== text.length - 1) return undefined;
  return { test, durations, retries: retries.codePointAt(0) ?? 0 };
}
