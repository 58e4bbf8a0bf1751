import { connectionFailure } from "./connection-error.ts";
import type { RegistryEndpoint } from "./endpoint.ts";

/**
 * Waits for something that others wait for too, and goes on without whoever leaves.
 *
 * @throws {RegistryError} `CANCELLED` as soon as `signal` fires.
 */
export async function unlessLeft<Value>(
  endpoint: RegistryEndpoint,
  shared: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return shared;
  const { promise: left, reject } = Promise.withResolvers<never>();
  const leave = () => reject(connectionFailure(endpoint, "CANCELLED", signal.reason));
  if (signal.aborted) leave();
  signal.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([shared, left]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
