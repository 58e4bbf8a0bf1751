/** A `WWW-Authenticate` challenge: its scheme in lower case and its parameters. RFC 9110, 11.6.1. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const token = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;

/**
 * Reads the challenges of a `WWW-Authenticate` header, several in one line too. What is malformed ends the reading; what
 * was read before it counts.
 */
export function readChallenges(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  let at = 0;
  const skip = (characters: RegExp) => {
    while (at < header.length && characters.test(header.charAt(at))) at += 1;
  };
  const word = (): string | undefined => {
    token.lastIndex = at;
    const found = token.exec(header)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  for (;;) {
    skip(/[\s,]/);
    const name = word();
    if (name === undefined) return challenges;
    skip(/\s/);
    const current = challenges.at(-1);
    if (header.charAt(at) !== "=" || current === undefined) {
      challenges.push({ scheme: name.toLowerCase(), parameters: {} });
      continue;
    }
    at += 1;
    skip(/\s/);
    const value = header.charAt(at) === '"' ? quoted() : word();
    if (value === undefined) return challenges;
    current.parameters[name.toLowerCase()] = value;
  }

  function quoted(): string | undefined {
    let value = "";
    for (at += 1; at < header.length; at += 1) {
      const character = header.charAt(at);
      if (character === '"') {
        at += 1;
        return value;
      }
      if (character === "\\") at += 1;
      value += header.charAt(at);
    }
    return undefined;
  }
}
