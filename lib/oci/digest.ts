import { OciSyntaxError } from "./syntax-error.ts";

declare const brand: unique symbol;

/**
 * A content digest as `algorithm:encoded`, checked against the grammar.
 *
 * OCI image specification, descriptor.md, “Digests”.
 */
export type Digest = string & { readonly [brand]: "Digest" };

/** The algorithms the specification registers (descriptor.md, “Registered Algorithms”), with the length of their hexadecimal form. */
const registered: ReadonlyMap<string, number> = new Map([
  ["sha256", 64],
  ["sha512", 128],
  ["blake3", 64],
]);

/** No registered digest is near it; it keeps hostile text away from the grammar. */
const maximumDigestLength = 512;

const grammar = /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/;
const lowerHex = /^[a-f0-9]+$/;

/** Whether `text` is a digest: the grammar holds and, for a registered algorithm, its length and lower-case hexadecimal form too. */
export function isDigest(text: string): text is Digest {
  if (text.length > maximumDigestLength || !grammar.test(text)) return false;
  const colon = text.indexOf(":");
  const length = registered.get(text.slice(0, colon));
  if (length === undefined) return true;
  const encoded = text.slice(colon + 1);
  return encoded.length === length && lowerHex.test(encoded);
}

/**
 * Reads a digest.
 *
 * @throws {OciSyntaxError} `DIGEST_INVALID`
 */
export function parseDigest(text: string): Digest {
  if (isDigest(text)) return text;
  throw new OciSyntaxError(
    "DIGEST_INVALID",
    text,
    "is not a digest. A digest is written as sha256: and 64 characters of 0-9 and a-f.",
  );
}

/** The algorithm of a digest, such as `sha256`. */
export function digestAlgorithm(digest: Digest): string {
  return digest.slice(0, digest.indexOf(":"));
}

/** The encoded part of a digest: what follows the colon. */
export function digestEncoded(digest: Digest): string {
  return digest.slice(digest.indexOf(":") + 1);
}

/** A digest as people recognise it: the first 12 characters of its encoded part. */
export function shortDigest(digest: Digest): string {
  return digestEncoded(digest).slice(0, 12);
}
