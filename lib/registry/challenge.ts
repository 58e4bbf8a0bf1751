import { headerToken, scanHeader } from "./header-scanner.ts";

/** A `WWW-Authenticate` challenge: its scheme in lower case and its parameters. RFC 9110, 11.6.1. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What Negotiate and NTLM have instead of parameters. RFC 9110, 11.2. */
const token68 = /[0-9A-Za-z._~+/-]+=*\s*(?=,|$)/y;

/**
 * Reads the challenges of a `WWW-Authenticate` header, several in one line too. What is malformed ends the reading; what
 * was read before it counts.
 */
export function readChallenges(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  const { skip, take, pass, quoted } = scanHeader(header);
  for (;;) {
    skip(",");
    const name = take(headerToken)?.toLowerCase();
    if (name === undefined) return challenges;
    skip();
    const current = challenges.at(-1);
    if (current === undefined || !pass("=")) {
      challenges.push({ scheme: name, parameters: {} });
      take(token68);
      continue;
    }
    skip();
    const value = quoted() ?? take(headerToken);
    if (value === undefined) return challenges;
    current.parameters[name] = value;
  }
}
