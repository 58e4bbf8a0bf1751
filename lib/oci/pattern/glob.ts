import { anyCharacter, type CharacterSet, literal, type Pattern, PatternError, range } from "./pattern.ts";

/**
 * Reads a glob, which fits a whole text: `*` any characters, `?` one, `[a-z]` and `[!a-z]` one of (not) these,
 * `{a,b}` either, `\` in front of what is meant literally.
 *
 * @throws {PatternError}
 */
export function parseGlob(glob: string): Pattern {
  const reader = new GlobReader(glob);
  return { kind: "sequence", items: [{ kind: "start" }, reader.sequence(false), { kind: "end" }] };
}

class GlobReader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Up to the end, or inside braces up to a comma or the closing brace, which is left. */
  sequence(insideBraces: boolean): Pattern {
    const items: Pattern[] = [];
    for (;;) {
      const character = this.#text[this.#position];
      if (character === undefined || (insideBraces && (character === "," || character === "}"))) {
        return { kind: "sequence", items };
      }
      this.#position += 1;
      items.push(this.#item(character));
    }
  }

  #item(character: string): Pattern {
    switch (character) {
      case "*":
        return {
          kind: "repeat",
          item: { kind: "character", set: anyCharacter },
          min: 0,
          max: Number.POSITIVE_INFINITY,
        };
      case "?":
        return { kind: "character", set: anyCharacter };
      case "[":
        return { kind: "character", set: this.#set() };
      case "{":
        return this.#braces();
      case "\\":
        return literal(this.#next("UNKNOWN_ESCAPE"));
      default:
        return literal(character);
    }
  }

  #braces(): Pattern {
    const options: Pattern[] = [];
    for (;;) {
      options.push(this.sequence(true));
      if (this.#next("UNCLOSED_BRACE") === "}") return { kind: "choice", options };
    }
  }

  #set(): CharacterSet {
    const negated = this.#text[this.#position] === "!" || this.#text[this.#position] === "^";
    if (negated) this.#position += 1;
    const ranges: (readonly [number, number])[] = [];
    for (;;) {
      const first = this.#next("UNCLOSED_SET");
      // A bracket in first place is one of the set.
      if (first === "]" && ranges.length > 0) return { ranges, negated };
      const from = first === "\\" ? this.#next("UNCLOSED_SET") : first;
      if (this.#text[this.#position] === "-" && this.#text[this.#position + 1] !== "]") {
        this.#position += 1;
        const last = this.#next("UNCLOSED_SET");
        ranges.push(range(from, last === "\\" ? this.#next("UNCLOSED_SET") : last));
      } else {
        ranges.push(range(from, from));
      }
    }
  }

  #next(missing: ConstructorParameters<typeof PatternError>[0]): string {
    const character = this.#text[this.#position];
    if (character === undefined) throw new PatternError(missing);
    this.#position += 1;
    return character;
  }
}
