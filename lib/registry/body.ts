import { connectionError } from "./connection-error.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
import type { WireResponse } from "./transport.ts";

/** The first bytes of a body. The rest, if there is any, is not received. */
export async function readAtMost(
  endpoint: RegistryEndpoint,
  body: WireResponse["body"],
  limit: number,
): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      length += chunk.byteLength;
      if (length > limit) return { bytes: Buffer.concat(chunks).subarray(0, limit), whole: false };
    }
  } catch (error) {
    throw connectionError(endpoint, error);
  }
  return { bytes: Buffer.concat(chunks), whole: true };
}
