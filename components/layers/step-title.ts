import type { HistoryStep } from "#lib/oci/dockerfile.ts";

/** So many characters of a step stand for it in a list. */
const longest = 160;

/** A step of the history on one line: its command without comments, line ends and surplus blanks; empty where it says nothing. */
export function stepTitle(step: HistoryStep | undefined): string {
  if (step === undefined) return "";
  const lines = step.text.split("\n");
  const speaking = lines.filter((line) => !line.startsWith("#"));
  const words = (speaking.length > 0 ? speaking : lines.map((line) => line.replace(/^#\s*/, "")))
    .join(" ")
    .replace(/\\ /g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
}

/** The step that made each layer, by the layer's index. */
export function stepsByLayer(history: readonly HistoryStep[]): Map<number, HistoryStep> {
  return new Map(history.flatMap((step) => (step.layer === undefined ? [] : [[step.layer.index, step]])));
}
