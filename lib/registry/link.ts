import { headerToken, scanHeader } from "./header-scanner.ts";

/** Where a `Link` header leads, and what that is to this answer, in lower case: `next`, `prev`. RFC 8288, 3. */
export interface Link {
  readonly target: string;
  readonly relations: readonly string[];
}

const target = /<[^>]*>/y;
const bareValue = /[^\s;,"]+/y;

/** Reads the links of a header, several in one line too. What is malformed ends the reading; what was read before it counts. */
export function readLinks(header: string): Link[] {
  const links: Link[] = [];
  const { skip, take, pass, quoted } = scanHeader(header);
  for (;;) {
    skip(",");
    const found = take(target);
    if (found === undefined) return links;
    // The first `rel` is the one that counts. RFC 8288, 3.3.
    let relations: string | undefined;
    for (skip(); pass(";"); skip()) {
      skip();
      const name = take(headerToken)?.toLowerCase();
      skip();
      if (!pass("=")) continue;
      skip();
      const value = quoted() ?? take(bareValue);
      // A quote that never closes hides where this link ends.
      if (value === undefined && pass('"')) return links;
      if (name === "rel") relations ??= value ?? "";
    }
    links.push({ target: found.slice(1, -1), relations: relations?.toLowerCase().split(/\s+/) ?? [] });
  }
}
