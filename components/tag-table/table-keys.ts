import { rowAfterKey } from "#components/ui/row-keys.ts";

/** What a key asks of the table; null for keys that mean nothing to it. */
export type TableCommand =
  | { readonly kind: "move"; readonly to: number; readonly extend: boolean }
  | { readonly kind: "toggle" | "open" | "select-all" | "clear" | "delete" };

/** What of a keyboard event is needed. */
interface Keys {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * Reads a key pressed on a row.
 *
 * @param at the row's place.
 * @param count rows of the table.
 * @param page rows that fit on the screen.
 */
export function tableCommand(keys: Keys, at: number, count: number, page: number): TableCommand | null {
  const { key, shiftKey, altKey } = keys;
  if (altKey) return null;
  const command = keys.ctrlKey || keys.metaKey;
  if (command) return key.toLowerCase() === "a" && !shiftKey ? { kind: "select-all" } : null;
  const to = rowAfterKey(key, at, count, page);
  if (to !== null) return { kind: "move", to, extend: shiftKey };
  switch (key) {
    case " ":
      return { kind: "toggle" };
    case "Enter":
      return { kind: "open" };
    case "Escape":
      return { kind: "clear" };
    case "Delete":
      return { kind: "delete" };
    default:
      return null;
  }
}
