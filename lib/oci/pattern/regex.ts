import { type CharacterSet, literal, type Pattern, PatternError, range, single } from "./pattern.ts";

const ranges = (...pairs: [string, string][]) => pairs.map(([first, last]) => range(first, last));
const lineEnds = ranges(["\n", "\n"], ["\r", "\r"], ["\u2028", "\u2029"]);
const digits = ranges(["0", "9"]);
const words = ranges(["0", "9"], ["A", "Z"], ["_", "_"], ["a", "z"]);
const blanks = ranges(
  ["\t", "\r"],
  [" ", " "],
  ["\u00a0", "\u00a0"],
  ["\u1680", "\u1680"],
  ["\u2000", "\u200a"],
  ["\u2028", "\u2029"],
  ["\u202f", "\u202f"],
  ["\u205f", "\u205f"],
  ["\u3000", "\u3000"],
  ["\ufeff", "\ufeff"],
);
const classes: Readonly<Record<string, CharacterSet>> = {
  d: { ranges: digits, negated: false },
  D: { ranges: digits, negated: true },
  w: { ranges: words, negated: false },
  W: { ranges: words, negated: true },
  s: { ranges: blanks, negated: false },
  S: { ranges: blanks, negated: true },
};
const controls: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", f: "\f", v: "\v", "0": "\0" };
const lastCode = 0xffff;
/** More repetitions than a tag has characters make no difference. */
const mostRepeats = 1000;

/**
 * Reads a regular expression, in JavaScript's syntax without look-around and back references: what is left can be
 * matched in a time that is proportional to the text.
 *
 * @throws {PatternError}
 */
export function parseRegex(source: string): Pattern {
  const reader = new RegexReader(source);
  const pattern = reader.choice();
  if (!reader.atEnd) throw new PatternError("UNEXPECTED_PARENTHESIS");
  return pattern;
}

class RegexReader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#position >= this.#text.length;
  }

  /** Up to the end or a closing parenthesis, which is left. */
  choice(): Pattern {
    const options = [this.#sequence()];
    while (this.#take("|")) options.push(this.#sequence());
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: "choice", options };
  }

  #sequence(): Pattern {
    const items: Pattern[] = [];
    while (!this.atEnd && this.#peek() !== "|" && this.#peek() !== ")")
      items.push(this.#repeated(this.#atom()));
    return { kind: "sequence", items };
  }

  #atom(): Pattern {
    const character = this.#next();
    switch (character) {
      case "^":
        return { kind: "start" };
      case "$":
        return { kind: "end" };
      case ".":
        return { kind: "character", set: { ranges: lineEnds, negated: true } };
      case "(":
        return this.#group();
      case "[":
        return { kind: "character", set: this.#set() };
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
        throw new PatternError("NOTHING_TO_REPEAT");
      case "{":
        // A brace that is no quantifier stands for itself.
        if (/^\d+(?:,\d*)?\}/.test(this.#text.slice(this.#position)))
          throw new PatternError("NOTHING_TO_REPEAT");
        return literal(character);
      default:
        return literal(character);
    }
  }

  #group(): Pattern {
    if (this.#take("?") && !this.#take(":")) {
      const name = /^<[A-Za-z_$][\w$]*>/.exec(this.#text.slice(this.#position));
      if (name === null) throw new PatternError("UNSUPPORTED");
      this.#position += name[0].length;
    }
    const inside = this.choice();
    if (!this.#take(")")) throw new PatternError("UNCLOSED_GROUP");
    // One item of a sequence, so that a quantifier behind it means all of it.
    return { kind: "choice", options: [inside] };
  }

  #repeated(item: Pattern): Pattern {
    const quantifier = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(
      this.#text.slice(this.#position, this.#position + 40),
    );
    if (quantifier === null) return item;
    if (item.kind !== "character" && item.kind !== "choice") throw new PatternError("NOTHING_TO_REPEAT");
    this.#position += quantifier[0].length;
    // Lazy or greedy, it fits the same texts.
    this.#take("?");
    const [sign, from = "", comma, to = ""] = quantifier;
    if (sign === "*") return { kind: "repeat", item, min: 0, max: Number.POSITIVE_INFINITY };
    if (sign === "+") return { kind: "repeat", item, min: 1, max: Number.POSITIVE_INFINITY };
    if (sign === "?") return { kind: "repeat", item, min: 0, max: 1 };
    const min = Number(from);
    const open = comma === "," && to === "";
    const max = open ? Number.POSITIVE_INFINITY : Number(comma === "," ? to : from);
    if (max < min) throw new PatternError("OUT_OF_ORDER");
    if (min > mostRepeats || (!open && max > mostRepeats)) throw new PatternError("TOO_COMPLEX");
    return { kind: "repeat", item, min, max };
  }

  #escape(): Pattern {
    if (this.#take("b")) return { kind: "word-boundary" };
    if (this.#take("B")) return { kind: "no-word-boundary" };
    return { kind: "character", set: this.#escapedSet() };
  }

  /** What stands behind a backslash, in a set or outside. */
  #escapedSet(): CharacterSet {
    if (this.atEnd) throw new PatternError("UNKNOWN_ESCAPE");
    const character = this.#next();
    const named = classes[character];
    if (named !== undefined) return named;
    const isNull = character === "0" && !/\d/.test(this.#peek() ?? "");
    const control = controls[character];
    if (control !== undefined && (character !== "0" || isNull)) return single(control);
    if (character === "x" || character === "u") {
      const length = character === "x" ? 2 : 4;
      const code = this.#text.slice(this.#position, this.#position + length);
      if (code.length !== length || !/^[0-9a-f]+$/i.test(code)) throw new PatternError("UNKNOWN_ESCAPE");
      this.#position += length;
      return single(String.fromCharCode(Number.parseInt(code, 16)));
    }
    if (/[0-9k]/.test(character)) throw new PatternError("UNSUPPORTED");
    if (/[A-Za-z]/.test(character)) throw new PatternError("UNKNOWN_ESCAPE");
    return single(character);
  }

  #set(): CharacterSet {
    const negated = this.#take("^");
    const found: (readonly [number, number])[] = [];
    for (;;) {
      if (this.atEnd) throw new PatternError("UNCLOSED_SET");
      if (this.#take("]")) return { ranges: found, negated };
      const first = this.#setItem();
      const isRange =
        this.#peek() === "-" &&
        this.#text[this.#position + 1] !== "]" &&
        this.#text.length > this.#position + 1;
      if (!isRange) {
        found.push(...positive(first));
        continue;
      }
      this.#position += 1;
      const last = this.#setItem();
      const [from, to] = [onlyCharacter(first), onlyCharacter(last)];
      // `[\d-x]` is no range but three things, in JavaScript too.
      if (from === undefined || to === undefined)
        found.push(...positive(first), range("-", "-"), ...positive(last));
      else if (from > to) throw new PatternError("OUT_OF_ORDER");
      else found.push([from, to]);
    }
  }

  #setItem(): CharacterSet {
    const character = this.#next();
    if (character !== "\\") return single(character);
    return this.#take("b") ? single("\b") : this.#escapedSet();
  }

  #peek(): string | undefined {
    return this.#text[this.#position];
  }

  #next(): string {
    const character = this.#text[this.#position] ?? "";
    this.#position += 1;
    return character;
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#position += 1;
    return true;
  }
}

function onlyCharacter({ ranges: found, negated }: CharacterSet): number | undefined {
  const [first] = found;
  return !negated && found.length === 1 && first !== undefined && first[0] === first[1]
    ? first[0]
    : undefined;
}

/** The ranges of a set that may be negated, such as `\D`, which are what it lacks turned around. */
function positive(set: CharacterSet): (readonly [number, number])[] {
  if (!set.negated) return [...set.ranges];
  const gaps: [number, number][] = [];
  let start = 0;
  for (const [first, last] of [...set.ranges].sort(([one], [other]) => one - other)) {
    if (first > start) gaps.push([start, first - 1]);
    start = last + 1;
  }
  if (start <= lastCode) gaps.push([start, lastCode]);
  return gaps;
}
