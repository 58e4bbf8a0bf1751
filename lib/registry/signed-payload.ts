import { z } from "zod";

const signatures = z.object({ signatures: z.array(z.object({ protected: z.string() })).min(1) });
const protection = z.object({ formatLength: z.number().int().nonnegative(), formatTail: z.string() });

/**
 * What is signed in Docker's schema 1, of which its digest is made: the document as it was before its signatures were put
 * in. Each signature says how to get at it: so many bytes of the document, and what came after them.
 *
 * @returns undefined where nothing is signed.
 */
export function signedPayload(bytes: Uint8Array): Uint8Array | undefined {
  const signed = signatures.safeParse(parsed(bytes));
  const [signature] = signed.data?.signatures ?? [];
  if (signature === undefined) return undefined;
  const read = protection.safeParse(parsed(Buffer.from(signature.protected, "base64url")));
  if (!read.success || read.data.formatLength > bytes.byteLength) return undefined;
  const { formatLength, formatTail } = read.data;
  return Buffer.concat([bytes.subarray(0, formatLength), Buffer.from(formatTail, "base64url")]);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
