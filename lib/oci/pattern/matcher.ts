import { type CharacterSet, type Pattern, PatternError } from "./pattern.ts";

/** A program is as long as the pattern with its repetitions written out. */
const longestProgram = 2000;

type Instruction =
  | { readonly kind: "character"; readonly set: CharacterSet }
  | { readonly kind: "start" | "end" | "word-boundary" | "no-word-boundary" | "found" }
  /** Goes on at each of these places. */
  | { readonly kind: "go"; readonly to: number[] };

/**
 * Makes a predicate of a pattern: whether it occurs in a text.
 *
 * It follows all ways at once and never goes back (Thompson, “Regular Expression Search Algorithm”, 1968), so that the
 * time is at most the text's length times the pattern's, whatever the pattern: no `(a+)+$` can hang a page or a server.
 *
 * @throws {PatternError} `TOO_COMPLEX` where repetitions make it longer than 2,000 steps.
 */
export function compilePattern(pattern: Pattern, ignoreCase: boolean): (text: string) => boolean {
  const program: Instruction[] = [];
  write(pattern, program);
  add(program, { kind: "found" });
  return (text) => occurs(program, text, ignoreCase);
}

function add(program: Instruction[], instruction: Instruction): void {
  if (program.length >= longestProgram) throw new PatternError("TOO_COMPLEX");
  program.push(instruction);
}

function write(pattern: Pattern, program: Instruction[]): void {
  switch (pattern.kind) {
    case "sequence":
      for (const item of pattern.items) write(item, program);
      return;
    case "choice":
      writeChoice(pattern.options, program);
      return;
    case "repeat":
      writeRepeat(pattern, program);
      return;
    default:
      add(program, pattern);
  }
}

function writeChoice(options: readonly Pattern[], program: Instruction[]): void {
  const starts: number[] = [];
  const ends: { kind: "go"; to: number[] }[] = [];
  add(program, { kind: "go", to: starts });
  for (const option of options) {
    starts.push(program.length);
    write(option, program);
    const goToEnd: { kind: "go"; to: number[] } = { kind: "go", to: [] };
    add(program, goToEnd);
    ends.push(goToEnd);
  }
  for (const { to } of ends) to.push(program.length);
}

function writeRepeat({ item, min, max }: Extract<Pattern, { kind: "repeat" }>, program: Instruction[]): void {
  for (let count = 0; count < min; count += 1) write(item, program);
  const skips: number[][] = [];
  const open = max === Number.POSITIVE_INFINITY;
  for (let count = min; count < (open ? min + 1 : max); count += 1) {
    const start = program.length;
    const skip = [start + 1];
    skips.push(skip);
    add(program, { kind: "go", to: skip });
    write(item, program);
    if (open) add(program, { kind: "go", to: [start] });
  }
  for (const skip of skips) skip.push(program.length);
}

function occurs(program: readonly Instruction[], text: string, ignoreCase: boolean): boolean {
  // The places that wait for a character, and at which position each place was last reached.
  let waiting: number[] = [];
  const reached = new Int32Array(program.length).fill(-1);
  for (let position = 0; position <= text.length; position += 1) {
    const pending = [0];
    const code = text.charCodeAt(position - 1);
    for (const place of waiting) {
      const instruction = program[place];
      if (instruction?.kind === "character" && holds(instruction.set, code, ignoreCase))
        pending.push(place + 1);
    }
    waiting = [];
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      if (reached[place] === position) continue;
      reached[place] = position;
      const instruction = program[place];
      if (instruction === undefined) continue;
      if (instruction.kind === "found") return true;
      if (instruction.kind === "character") waiting.push(place);
      else if (instruction.kind === "go") pending.push(...instruction.to);
      else if (isAt(instruction.kind, text, position)) pending.push(place + 1);
    }
  }
  return false;
}

function isAt(
  kind: "start" | "end" | "word-boundary" | "no-word-boundary",
  text: string,
  position: number,
): boolean {
  if (kind === "start") return position === 0;
  if (kind === "end") return position === text.length;
  const isBoundary = isWord(text[position - 1]) !== isWord(text[position]);
  return isBoundary === (kind === "word-boundary");
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character);
}

function holds({ ranges, negated }: CharacterSet, code: number, ignoreCase: boolean): boolean {
  const has = (wanted: number) => ranges.some(([first, last]) => first <= wanted && wanted <= last);
  return (has(code) || (ignoreCase && isLetter(code) && has(code ^ 0x20))) !== negated;
}

/** The letters of ASCII, whose cases are one bit apart; tags have no others. */
function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
