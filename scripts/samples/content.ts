import { createHash } from "node:crypto";
import { type Digest, parseDigest } from "#lib/oci/digest.ts";

/** Bytes that are addressed by their digest: a layer, a config, a manifest. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly digest: Digest;
}

/** The SHA-256 digest of `bytes`. */
export function digestOf(bytes: Uint8Array): Digest {
  return parseDigest(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
}

/** `bytes` together with their digest. */
export function contentOf(bytes: Uint8Array): Content {
  return { bytes, digest: digestOf(bytes) };
}

/** A JSON document as content, written as Go writes it: no spaces, keys in the order given, absent properties left out. */
export function jsonContent(document: unknown): Content {
  return contentOf(new TextEncoder().encode(JSON.stringify(document)));
}
