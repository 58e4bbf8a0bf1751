import type { DockerfileToken } from "./dockerfile-tokens.ts";

/** What is shown of a long command at first: no more lines, and no more characters, than these. */
const shown = { lines: 6, characters: 700 };
/** A fold that hides less than this is more work than reading it. */
const worthwhile = { lines: 2, characters: 200 };

export interface Folded {
  readonly head: readonly DockerfileToken[];
  readonly rest: readonly DockerfileToken[];
  /** Lines in `rest`; at least 1 where there is a rest. */
  readonly hiddenLines: number;
}

/** Divides a step's text into what is shown at once and what is shown on demand. */
export function foldTokens(tokens: readonly DockerfileToken[]): Folded {
  const text = tokens.map((token) => token.text).join("");
  const cut = cutOf(text);
  if (cut >= text.length) return { head: tokens, rest: [], hiddenLines: 0 };
  const head: DockerfileToken[] = [];
  const rest: DockerfileToken[] = [];
  let position = 0;
  for (const { kind, text: piece } of tokens) {
    const inHead = Math.max(0, Math.min(piece.length, cut - position));
    if (inHead > 0) head.push({ kind, text: piece.slice(0, inHead) });
    if (inHead < piece.length) rest.push({ kind, text: piece.slice(inHead) });
    position += piece.length;
  }
  return { head, rest, hiddenLines: text.slice(cut).replace(/^\n/, "").split("\n").length };
}

/** Where the shown part ends: at a line's end where there is one in reach, else after so many characters. */
function cutOf(text: string): number {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  const lineEnd = ends[shown.lines - 1];
  const byLines =
    lineEnd !== undefined && ends.length + 1 - shown.lines >= worthwhile.lines ? lineEnd : text.length;
  if (byLines <= shown.characters || text.length - shown.characters < worthwhile.characters) return byLines;
  return ends.findLast((end) => end <= shown.characters && end > 0) ?? shown.characters;
}
