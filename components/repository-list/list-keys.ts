import { rowAfterKey } from "#components/ui/row-keys.ts";
import type { ListLine } from "./tree.ts";

/** What a key asks of the list; null for keys that mean nothing to it. */
export type ListCommand =
  | { readonly kind: "move"; readonly to: number }
  | { readonly kind: "open" }
  | { readonly kind: "fold" | "unfold"; readonly path: string };

/** What of a keyboard event is needed. */
interface Keys {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * Reads a key pressed on a line, as the ARIA practices have it for a tree grid: the right arrow unfolds a namespace or goes
 * into it, the left one folds it or goes to the namespace around.
 *
 * @param at the line's place.
 * @param page lines that fit on the screen.
 */
export function listCommand(
  keys: Keys,
  at: number,
  lines: readonly ListLine[],
  page: number,
): ListCommand | null {
  if (keys.altKey || keys.ctrlKey || keys.metaKey) return null;
  const line = lines[at];
  const to = rowAfterKey(keys.key, at, lines.length, page);
  if (to !== null) return { kind: "move", to };
  if (line === undefined) return null;
  const namespace = line.kind === "namespace" ? line : null;
  switch (keys.key) {
    case "Enter":
      if (namespace === null) return { kind: "open" };
      return { kind: namespace.open ? "fold" : "unfold", path: namespace.path };
    case "ArrowRight":
      if (namespace === null) return null;
      return namespace.open ? { kind: "move", to: at + 1 } : { kind: "unfold", path: namespace.path };
    case "ArrowLeft": {
      if (namespace?.open === true) return { kind: "fold", path: namespace.path };
      const around = lines.slice(0, at).findLastIndex(({ depth }) => depth < line.depth);
      return around === -1 ? null : { kind: "move", to: around };
    }
    default:
      return null;
  }
}
