/** A set of characters, by their UTF-16 code. */
export interface CharacterSet {
  /** Inclusive. */
  readonly ranges: readonly (readonly [first: number, last: number])[];
  readonly negated: boolean;
}

/** What a glob and a regular expression are both read into. */
export type Pattern =
  | { readonly kind: "character"; readonly set: CharacterSet }
  | { readonly kind: "start" | "end" | "word-boundary" | "no-word-boundary" }
  | { readonly kind: "sequence"; readonly items: readonly Pattern[] }
  | { readonly kind: "choice"; readonly options: readonly Pattern[] }
  | { readonly kind: "repeat"; readonly item: Pattern; readonly min: number; readonly max: number };

/** What can be wrong with a pattern, each with its sentence. */
const sentences = {
  TOO_LONG: "The filter is too long.",
  TOO_COMPLEX: "The pattern is too complex: it repeats too much.",
  UNCLOSED_REGEX: "A regular expression ends with a slash, as in /^v1/.",
  UNKNOWN_FLAG: "The only flag of a regular expression here is i, which ignores case.",
  UNCLOSED_GROUP: "A “(” is not closed.",
  UNCLOSED_SET: "A “[” is not closed.",
  UNCLOSED_BRACE: "A “{” is not closed.",
  UNEXPECTED_PARENTHESIS: "A “)” closes nothing.",
  NOTHING_TO_REPEAT: "A “*”, “+”, “?” or “{…}” has nothing before it to repeat.",
  OUT_OF_ORDER: "A range ends before it starts.",
  UNKNOWN_ESCAPE: "A “\\” stands before something that it does not change.",
  UNSUPPORTED: "Look-around and back references are not supported, since they can take for ever.",
} as const;

export type PatternErrorCode = keyof typeof sentences;

/** A glob or regular expression that cannot be read. `message` is a sentence for a person. */
export class PatternError extends Error {
  override readonly name = "PatternError";
  readonly code: PatternErrorCode;

  constructor(code: PatternErrorCode) {
    super(sentences[code]);
    this.code = code;
  }
}

/** Any character at all. */
export const anyCharacter: CharacterSet = { ranges: [], negated: true };

/** The set of one character. */
export function single(character: string): CharacterSet {
  const code = character.charCodeAt(0);
  return { ranges: [[code, code]], negated: false };
}

export function literal(character: string): Pattern {
  return { kind: "character", set: single(character) };
}

/** A range of characters, both included. */
export function range(first: string, last: string): readonly [number, number] {
  const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)];
  if (from > to) throw new PatternError("OUT_OF_ORDER");
  return [from, to];
}
