import type { CharacterSet } from "./pattern.ts";

/** A step of a compiled pattern. */
export type Instruction =
  | { readonly kind: "character"; readonly set: CharacterSet }
  | { readonly kind: "start" | "end" | "word-boundary" | "no-word-boundary" | "found" }
  /** Goes on at each of these places. */
  | { readonly kind: "go"; readonly to: number[] };

/** What stood before a position: word characters and others, by which boundaries are told. */
type Before = "nothing" | "word" | "other";

/** Where a program may be at one position of a text: what is still to be looked at there, and what stood before. */
interface State {
  readonly places: readonly number[];
  readonly before: Before;
  /** The state after the end, then after each character of ASCII; found out when it is first needed. */
  readonly next: (State | "found" | undefined)[];
}

/** A program with what was found out about it so far: of each state and character seen, the state behind. */
export interface Automaton {
  readonly program: readonly Instruction[];
  readonly ignoreCase: boolean;
  readonly states: Map<string, State>;
  /** Where every text begins; found out with the first. */
  start: State | undefined;
}

/** Stands for the end of the text. No character has this code. */
const end = -1;

/** Characters below this are remembered in {@link State.next}, behind the end in the first place. */
const remembered = 128;

/** States remembered of one pattern; a pattern with more begins anew, so that memory stays small. */
const mostStates = 1000;

/** An automaton that knows nothing yet. */
export function startAutomaton(program: readonly Instruction[], ignoreCase: boolean): Automaton {
  return { program, ignoreCase, states: new Map(), start: undefined };
}

/**
 * Whether a pattern occurs in a text. All ways are followed at once, and where they lead is remembered, so that of many
 * texts most characters cost one look into a table.
 */
export function occurs(automaton: Automaton, text: string): boolean {
  automaton.start ??= stateOf(automaton, [], "nothing");
  let state = automaton.start;
  for (let position = 0; position < text.length; position += 1) {
    const next = after(automaton, state, text.charCodeAt(position));
    if (next === "found") return true;
    state = next;
  }
  return after(automaton, state, end) === "found";
}

/** @param code a character's UTF-16 code; {@link end} for the end of the text. */
function after(automaton: Automaton, state: State, code: number): State | "found" {
  const known = state.next[code + 1];
  if (known !== undefined) return known;
  const next = step(automaton, state, code);
  if (code < remembered) state.next[code + 1] = next;
  return next;
}

function step(automaton: Automaton, state: State, code: number): State | "found" {
  const { program, ignoreCase } = automaton;
  const behind: number[] = [];
  const seen = new Set<number>();
  // A pattern may begin anywhere.
  const pending = [0, ...state.places];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    const instruction = program[place];
    if (seen.has(place) || instruction === undefined) continue;
    seen.add(place);
    if (instruction.kind === "found") return "found";
    if (instruction.kind === "go") pending.push(...instruction.to);
    else if (instruction.kind === "character") {
      if (code !== end && holds(instruction.set, code, ignoreCase)) behind.push(place + 1);
    } else if (isAt(instruction.kind, state.before, code)) pending.push(place + 1);
  }
  return stateOf(automaton, behind, isWord(code) ? "word" : "other");
}

function stateOf({ states }: Automaton, places: readonly number[], before: Before): State {
  const key = `${before} ${places.toSorted((one, other) => one - other).join()}`;
  const known = states.get(key);
  if (known !== undefined) return known;
  if (states.size >= mostStates) states.clear();
  const state: State = { places, before, next: [] };
  states.set(key, state);
  return state;
}

function isAt(
  kind: "start" | "end" | "word-boundary" | "no-word-boundary",
  before: Before,
  code: number,
): boolean {
  if (kind === "start") return before === "nothing";
  if (kind === "end") return code === end;
  const isBoundary = (before === "word") !== isWord(code);
  return isBoundary === (kind === "word-boundary");
}

function isWord(code: number): boolean {
  return code !== end && /\w/.test(String.fromCharCode(code));
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
