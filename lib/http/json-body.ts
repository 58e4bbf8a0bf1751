import { HttpError } from "./http-error.ts";

/** The longest body of a request in JSON, in bytes: a bundle of certificates fits. */
const maximumLength = 2 * 1024 * 1024;

/**
 * Reads a request's body as JSON.
 *
 * The content type must say so: a form of another site can send JSON's text, but not with this type.
 *
 * @param types content types that are taken.
 * @throws {HttpError} `MEDIA_TYPE_UNSUPPORTED`, `BODY_TOO_LARGE`, `BODY_INVALID`
 */
export async function readJsonBody(
  request: Request,
  types: readonly string[] = ["application/json"],
): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type === undefined || !types.includes(type)) {
    throw new HttpError(
      415,
      "MEDIA_TYPE_UNSUPPORTED",
      "The body must be JSON, with Content-Type: application/json.",
    );
  }
  const bytes = await readBytes(request);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new HttpError(400, "BODY_INVALID", "The body is not JSON.");
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (request.body !== null) {
    for await (const chunk of request.body) {
      length += chunk.byteLength;
      if (length > maximumLength)
        throw new HttpError(413, "BODY_TOO_LARGE", "The body is larger than 2 MiB.");
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks);
}
