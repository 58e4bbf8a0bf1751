/** A character of a value: in quotes, it stands for nothing but itself. */
interface Character {
  readonly character: string;
  readonly quoted: boolean;
}

/** A value as it was typed, with what was in quotes told apart. */
export interface Value {
  readonly characters: readonly Character[];
  /** Whether a part of it was in quotes, and be it an empty one. */
  readonly quoted: boolean;
}

/** One part of a query, between blanks. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
  /** What stood before the first colon, where that was a word of letters and digits. */
  readonly field: string | null;
  readonly value: Value;
  /** Whether a quotation mark was left open. */
  readonly open: boolean;
}

const fieldGrammar = /^[a-z0-9]{1,20}(?=:)/i;

/** Takes a query apart at its blanks, except those in quotes. Inside quotes, `\` makes the next character one of the text. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (isBlank(text[at])) {
      at += 1;
      continue;
    }
    const start = at;
    const negated = text[at] === "-";
    if (negated) at += 1;
    const field = fieldGrammar.exec(text.slice(at, at + 21))?.[0] ?? null;
    if (field !== null) at += field.length + 1;
    const read = readValue(text, at);
    at = read.end;
    tokens.push({ start, negated, field, ...read });
  }
  return tokens;
}

function readValue(text: string, from: number): Pick<Token, "value" | "open" | "end"> {
  const characters: Character[] = [];
  let quoted = false;
  let inside = false;
  let at = from;
  for (; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === '"') {
      inside = !inside;
      quoted = true;
    } else if (inside && character === "\\" && at + 1 < text.length) {
      at += 1;
      characters.push({ character: text[at] ?? "", quoted: true });
    } else if (!inside && isBlank(character)) {
      break;
    } else {
      characters.push({ character, quoted: inside });
    }
  }
  return { value: { characters, quoted }, open: inside, end: at };
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}

/** The text of a value, whatever was in quotes. */
export function textOf({ characters }: Value): string {
  return characters.map(({ character }) => character).join("");
}

/** A value in two at a character outside quotes; undefined where there is none. */
export function splitAt({ characters, quoted }: Value, separator: string): [Value, Value] | undefined {
  const at = characters.findIndex((one) => one.character === separator && !one.quoted);
  if (at === -1) return undefined;
  const part = (some: readonly Character[]): Value => ({
    characters: some,
    // An empty part was in quotes where something was, since `label:x=` and `label:x=""` mean the same.
    quoted: some.length === 0 ? quoted : some.some((one) => one.quoted),
  });
  return [part(characters.slice(0, at)), part(characters.slice(at + 1))];
}
