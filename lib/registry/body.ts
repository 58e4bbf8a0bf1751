import { connectionError } from "./connection-error.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";
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

/** Bytes of an error's body that are read. */
const errorLimit = 64 * 1024;

/**
 * The body of an error. One that breaks off counts as none, since the status tells most of it: distribution 2.8.2 does that
 * to a range beyond a blob's end.
 */
export async function readErrorBody(
  endpoint: RegistryEndpoint,
  body: WireResponse["body"],
): Promise<Uint8Array> {
  try {
    return (await readAtMost(endpoint, body, errorLimit)).bytes;
  } catch (error) {
    if (error instanceof RegistryError && error.code !== "CANCELLED") return new Uint8Array();
    throw error;
  }
}

/** The bytes of a body as they arrive, with failures of the connection as a `RegistryError`. Must be read or left early. */
export function bytesOf(
  endpoint: RegistryEndpoint,
  body: WireResponse["body"],
): AsyncGenerator<Uint8Array, void, void> {
  return freeing(body, arriving(endpoint, body));
}

async function* arriving(
  endpoint: RegistryEndpoint,
  body: WireResponse["body"],
): AsyncGenerator<Uint8Array, void, void> {
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    throw connectionError(endpoint, error);
  }
}

/**
 * Makes a generator free its body's connection whenever it is left. By itself it would not where it is left before its
 * first byte, since nothing of it has run by then, nor before the next byte comes.
 */
export function freeing<Bytes extends AsyncGenerator<Uint8Array, void, void>>(
  body: WireResponse["body"],
  bytes: Bytes,
): Bytes {
  const leave = bytes.return.bind(bytes);
  return Object.assign(bytes, {
    return: (value: undefined) => {
      drop(body);
      return leave(value);
    },
  });
}

/** Ends the connection of a body that nobody reads. */
export function drop(body: WireResponse["body"]): void {
  // That it ends early is no news to anybody.
  body.on("error", () => undefined).destroy();
}
