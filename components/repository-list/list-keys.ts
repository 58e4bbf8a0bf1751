import { rowAfterKey } from "#components/ui/row-keys.ts";
import type { ListLine } from "#lib/index/list/types.ts";

/** What a key asks of the list; null for keys that mean nothing to it. */
export type ListCommand =
  | { readonly kind: "move"; readonly to: number }
  | { readonly kind: "open" }
  | { readonly kind: "fold" | "unfold"; readonly path: string };

/** What of a keyboard event is needed. */
export interface Keys {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The list that keys move in. */
interface KeyedList {
  readonly count: number;
  /** A line; undefined where it is not loaded. */
  readonly lineAt: (index: number) => ListLine | undefined;
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
  { count, lineAt }: KeyedList,
  page: number,
): ListCommand | null {
  if (keys.altKey || keys.ctrlKey || keys.metaKey) return null;
  const line = lineAt(at);
  const to = rowAfterKey(keys.key, at, count, page);
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
      return line.around === null ? null : { kind: "move", to: line.around };
    }
    default:
      return null;
  }
}
