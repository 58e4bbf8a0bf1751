/** Reads a header from left to right. RFC 9110, 5.6. */
export interface HeaderScanner {
  /** Passes over spaces, and over whatever else is in `also`. */
  skip(also?: string): void;
  /** Takes what a sticky expression matches here; undefined where it does not. */
  take(grammar: RegExp): string | undefined;
  /** Passes over one character, if it stands here. */
  pass(character: string): boolean;
  /** Takes a quoted string without its quotes; undefined where none stands here, or where it never ends. */
  quoted(): string | undefined;
}

/** A word of a header. RFC 9110, 5.6.2. */
export const headerToken: RegExp = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;

/** Begins to read a header. */
export function scanHeader(header: string): HeaderScanner {
  let at = 0;
  const pass = (character: string): boolean => {
    if (header.charAt(at) !== character) return false;
    at += 1;
    return true;
  };
  return {
    pass,
    skip(also = "") {
      while (at < header.length && ` \t${also}`.includes(header.charAt(at))) at += 1;
    },
    take(grammar) {
      grammar.lastIndex = at;
      const found = grammar.exec(header)?.[0];
      at += found?.length ?? 0;
      return found;
    },
    quoted() {
      if (!pass('"')) return undefined;
      let value = "";
      for (; at < header.length; at += 1) {
        if (pass('"')) return value;
        if (header.charAt(at) === "\\") at += 1;
        value += header.charAt(at);
      }
      return undefined;
    },
  };
}
