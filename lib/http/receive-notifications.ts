import { envelopeMediaType, readEnvelope } from "#lib/activity/envelope.ts";
import { mayDeliver, receiveEvents } from "#lib/activity/receive.ts";
import { bearerToken } from "./bearer-token.ts";
import { HttpError } from "./http-error.ts";
import { readJsonBody } from "./json-body.ts";

/**
 * Takes in notifications that a registry delivers, and answers as soon as they are kept.
 *
 * A registry has no session: it sends the token that an administrator made for it (RFC 6750), and this alone decides. The
 * body is read only then. Being no browser it sends no Origin either, so that `requireSameOrigin` lets it pass.
 *
 * @returns how many events were taken in, and how many concern nothing that is kept.
 * @throws {SettingsError} `REGISTRY_UNKNOWN`; {@link HttpError} `TOKEN_WRONG`, `ENVELOPE_INVALID`, and those of
 *   {@link readJsonBody}.
 */
export async function receiveNotifications(
  slug: string,
  request: Request,
): Promise<{ readonly accepted: number; readonly ignored: number }> {
  const token = bearerToken(request.headers);
  if (!(await mayDeliver(slug, token ?? ""))) throw tokenWrong(token !== undefined);
  const envelope = readEnvelope(await readJsonBody(request, ["application/json", envelopeMediaType]));
  if (!envelope.ok) {
    throw new HttpError(
      400,
      "ENVELOPE_INVALID",
      `This is no envelope of notifications as distribution writes them: ${envelope.why}.`,
    );
  }
  await receiveEvents(slug, envelope.events);
  return { accepted: envelope.events.length, ignored: envelope.ignored };
}

function tokenWrong(given: boolean): HttpError {
  return new HttpError(
    401,
    "TOKEN_WRONG",
    "Notifications are taken in only with the token of this registry: an administrator makes it on the registry's settings page.",
    {},
    {
      // Without a token in the request, RFC 6750 wants no error code.
      "www-authenticate": `Bearer realm="Stowage notifications"${given ? ', error="invalid_token"' : ""}`,
    },
  );
}
