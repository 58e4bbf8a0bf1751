import type { HistoryStep } from "#lib/oci/dockerfile.ts";

/** The whole history as a Dockerfile to copy, with a first line that says what it is. */
export function dockerfileText(history: readonly HistoryStep[], heading: string): string {
  const steps = history.map(({ text }) => text).filter((text) => text !== "");
  return `${[`# ${heading}`, ...steps].join("\n")}\n`;
}
