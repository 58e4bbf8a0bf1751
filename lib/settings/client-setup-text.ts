/** What JSON may hold as it is, but YAML takes for a line end or refuses, and TOML refuses. */
const escapedByAll = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

function escaped(json: string): string {
  return json.replace(
    escapedByAll,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A string in double quotes as JSON, TOML and YAML all read it. */
export function quoted(text: string): string {
  return escaped(JSON.stringify(text.toWellFormed()));
}

/** JSON as people write it, with a line end. It can stand in a YAML block. */
export function jsonText(value: unknown): string {
  return `${escaped(JSON.stringify(value, undefined, 2))}\n`;
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
