/** A `WWW-Authenticate` challenge: its scheme in lower case and its parameters. RFC 9110, 11.6.1. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const token = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;

/** What Negotiate and NTLM have instead of parameters. RFC 9110, 11.2. */
const token68 = /[0-9A-Za-z._~+/-]+=*\s*(?=,|$)/y;

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
  const take = (grammar: RegExp): string | undefined => {
    grammar.lastIndex = at;
    const found = grammar.exec(header)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  for (;;) {
    skip(/[\s,]/);
    const name = take(token);
    if (name === undefined) return challenges;
    skip(/\s/);
    const current = challenges.at(-1);
    if (header.charAt(at) !== "=" || current === undefined) {
      challenges.push({ scheme: name.toLowerCase(), parameters: {} });
      take(token68);
      continue;
    }
    at += 1;
    skip(/\s/);
    const value = header.charAt(at) === '"' ? quoted() : take(token);
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
