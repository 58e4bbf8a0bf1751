/**
 * A string as JSON, TOML and YAML all read it: in double quotes, with everything but printable ASCII escaped.
 * Characters beyond U+FFFF are two escapes in JSON and YAML, which TOML refuses, so they stand as they are.
 */
export function quoted(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** JSON as people write it, with a line end. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Lines, each ended. */
export function lines(...text: readonly string[]): string {
  return text.map((line) => `${line}\n`).join("");
}

/** Text moved to the right, line by line. */
export function indented(text: string, depth: number): string {
  return text.replace(/^(?=.)/gm, " ".repeat(depth));
}

/** A host as a name in the file system and in Kubernetes: `registry.example.com:5000` is `registry-example-com-5000`. */
export function hostSlug(host: string): string {
  const slug = host
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 58)
    .replace(/^-|-+$/g, "");
  return slug === "" ? "registry" : slug;
}

/**
 * The certificates in a PEM, and nothing else: what was pasted may hold a private key as well, and whoever may look at
 * a registry may look at its client set-up. Empty where there is no certificate.
 */
export function certificatesOf(pem: string): string {
  const blocks = pem.match(/-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE)-----[^-]*-----END \1-----/g) ?? [];
  return blocks.map((block) => `${block}\n`).join("");
}
