import { parseReferenceWithoutHost, type Reference } from "#lib/oci/reference.ts";
import { OciSyntaxError } from "#lib/oci/syntax-error.ts";

/**
 * Reads the part of an address behind `/r/<registry>/`, as Next hands it to a page: segments that are still
 * percent-encoded (`app%3Av1.0`). They are decoded here, once, and nowhere else.
 *
 * @throws {OciSyntaxError} naming the part that is wrong.
 */
export function readReferenceSegments(segments: readonly string[]): Omit<Reference, "host"> {
  return parseReferenceWithoutHost(segments.map(decoded).join("/"));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new OciSyntaxError(
      "REFERENCE_INVALID",
      segment,
      "has a % with no two hexadecimal digits of UTF-8 behind it.",
    );
  }
}
