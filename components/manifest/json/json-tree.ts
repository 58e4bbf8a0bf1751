/**
 * JSON as it was written: numbers keep their digits, strings their escapes, objects the order of their keys and keys that
 * come twice. `JSON.parse` keeps none of these, and a page that shows what a digest stands for may not change any.
 */
export type JsonNode =
  | {
      readonly kind: "scalar";
      /** As it stands in the text, quotes and escapes included. */
      readonly text: string;
    }
  | { readonly kind: "array"; readonly items: readonly JsonNode[] }
  | { readonly kind: "object"; readonly members: readonly JsonMember[] };

export interface JsonMember {
  /** As it stands in the text, quotes included. */
  readonly key: string;
  readonly value: JsonNode;
}

/** Deeper than any manifest; a hostile one would exhaust the stack. */
const deepest = 200;

const blanks = /[ \t\n\r]*/y;
const scalar =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON's grammar forbids exactly these in a string.
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Reads a JSON text (RFC 8259); null where it is none, or is nested too deeply. */
export function readJsonTree(text: string): JsonNode | null {
  const reader = new Reader(text);
  const node = reader.value(0);
  return node !== null && reader.atEnd() ? node : null;
}

class Reader {
  #position = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    this.#skipBlanks();
    return this.#position === this.#text.length;
  }

  value(depth: number): JsonNode | null {
    if (depth > deepest) return null;
    if (this.#take("{")) return this.#object(depth);
    if (this.#take("[")) return this.#array(depth);
    const text = this.#scalar();
    return text === null ? null : { kind: "scalar", text };
  }

  #object(depth: number): JsonNode | null {
    const members: JsonMember[] = [];
    if (this.#take("}")) return { kind: "object", members };
    do {
      const key = this.#scalar();
      if (key === null || !key.startsWith('"') || !this.#take(":")) return null;
      const value = this.value(depth + 1);
      if (value === null) return null;
      members.push({ key, value });
    } while (this.#take(","));
    return this.#take("}") ? { kind: "object", members } : null;
  }

  #array(depth: number): JsonNode | null {
    const items: JsonNode[] = [];
    if (this.#take("]")) return { kind: "array", items };
    do {
      const item = this.value(depth + 1);
      if (item === null) return null;
      items.push(item);
    } while (this.#take(","));
    return this.#take("]") ? { kind: "array", items } : null;
  }

  #skipBlanks(): void {
    blanks.lastIndex = this.#position;
    blanks.exec(this.#text);
    this.#position = blanks.lastIndex;
  }

  #take(character: string): boolean {
    this.#skipBlanks();
    if (this.#text[this.#position] !== character) return false;
    this.#position += 1;
    return true;
  }

  #scalar(): string | null {
    this.#skipBlanks();
    scalar.lastIndex = this.#position;
    const found = scalar.exec(this.#text)?.[0];
    if (found === undefined) return null;
    this.#position += found.length;
    return found;
  }
}
