import { type Instruction, occurs, startAutomaton } from "./automaton.ts";
import { type Pattern, PatternError } from "./pattern.ts";

/** A program is as long as the pattern with its repetitions written out. */
const longestProgram = 2000;

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
  const automaton = startAutomaton(program, ignoreCase);
  return (text) => occurs(automaton, text);
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
