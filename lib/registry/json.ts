import type { z } from "zod";
import { readAtMost } from "./body.ts";
import { RegistryError } from "./error.ts";
import type { Registry, RegistryResponse } from "./open.ts";

/** A list of names larger than this is not read: a million of them at their longest would be. In bytes. */
const limit = 256 * 1024 * 1024;

/**
 * The body of an answer as JSON of a known shape.
 *
 * @throws {RegistryError} `BAD_RESPONSE` where it is no such JSON, `TOO_LARGE`.
 */
export async function readJson<Shape>(
  { endpoint }: Registry,
  response: RegistryResponse,
  what: string,
  schema: z.ZodType<Shape>,
): Promise<Shape> {
  const { bytes, whole } = await readAtMost(endpoint, response.body, limit);
  const params = { registry: endpoint.name, what };
  if (!whole) {
    throw new RegistryError({
      code: "TOO_LARGE",
      registry: endpoint.slug,
      message: `${endpoint.name} sends more than 256 MiB for ${what}, which is not read.`,
      params: { ...params, limit: String(limit) },
    });
  }
  const read = schema.safeParse(parsed(bytes));
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? "the answer" : issue.path.join(".");
  throw new RegistryError({
    code: "BAD_RESPONSE",
    registry: endpoint.slug,
    status: response.status,
    message: `${endpoint.name} answers for ${what} with something else than the specification has: ${where}: ${issue?.message ?? "unreadable"}. Is a registry at this endpoint?`,
    params,
  });
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
