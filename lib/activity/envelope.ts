import { z } from "zod";
import { isDigest } from "#lib/oci/digest.ts";
import { isRepositoryName, isTag } from "#lib/oci/reference.ts";
import type { RegistryEvent } from "./types.ts";

/** The media type of distribution's notifications. */
export const envelopeMediaType = "application/vnd.docker.distribution.events.v1+json";

/** What the events call blobs: distribution 2.8 and 3 give each this type, whatever it is in its manifest. */
const blobMediaType = "application/octet-stream";

/** A longer text is nobody's name; in characters. */
const longestText = 255;

/** Empty where the registry knows nothing, or absent. */
const text = z
  .string()
  .transform((value) => value.trim().slice(0, longestText))
  .nullish()
  .transform((value) => value || null);

/**
 * An event as distribution 2.8 writes it (notifications/event.go). Seen on 2.8.2:
 *
 * - `target.tag` is there when a tag was pushed, or pulled by tag; `target.url` names the digest all the same.
 * - HEAD is a `pull` too, with `request.method` HEAD.
 * - A deletion is `{ digest, repository }`, with neither media type nor address, and then `{ tag, repository }` for each
 *   tag that went along, all with one `request.id`.
 * - A push by tag of several platforms gives the platforms' manifests without tag, then the index with it.
 * - `actor` is empty where the registry asks for no account.
 * - Each request of the registry carries one event, though the format has room for several.
 */
const eventSchema = z.object({
  id: z.string().min(1).max(longestText),
  timestamp: z.string(),
  action: z.string(),
  target: z.object({
    mediaType: z.string().nullish(),
    digest: z.string().nullish(),
    repository: z.string().nullish(),
    url: z.string().nullish(),
    tag: z.string().nullish(),
  }),
  request: z.object({ addr: text, method: z.string().nullish(), useragent: text }).nullish(),
  actor: z.object({ name: text }).nullish(),
});

const envelopeSchema = z.object({ events: z.array(eventSchema) });

/** What a registry delivered. */
export type Envelope =
  | {
      readonly ok: true;
      readonly events: readonly RegistryEvent[];
      /** Events that concern no manifest or tag, or are of a kind that is not known here. */
      readonly ignored: number;
    }
  /** It is no envelope; `why` names what is wrong: “events.0.id: …”. */
  | { readonly ok: false; readonly why: string };

/**
 * Reads an envelope of distribution's notifications.
 *
 * Only what is no envelope at all is refused. A single event that cannot be used is left out: a registry delivers what was
 * refused again and again, and would get no further.
 */
export function readEnvelope(value: unknown): Envelope {
  const parsed = envelopeSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.join(".") ?? "";
    return { ok: false, why: `${path === "" ? "" : `${path}: `}${issue?.message ?? "not an envelope"}` };
  }
  const events = parsed.data.events.map(readEvent).filter((event) => event !== undefined);
  return { ok: true, events, ignored: parsed.data.events.length - events.length };
}

function readEvent({
  id,
  timestamp,
  action,
  target,
  request,
  actor,
}: z.infer<typeof eventSchema>): RegistryEvent | undefined {
  const at = Date.parse(timestamp);
  const { repository } = target;
  if (Number.isNaN(at) || typeof repository !== "string" || !isRepositoryName(repository)) return undefined;
  if (target.mediaType === blobMediaType || target.url?.includes("/blobs/") === true) return undefined;
  const tag = typeof target.tag === "string" && isTag(target.tag) ? target.tag : null;
  const digest = typeof target.digest === "string" && isDigest(target.digest) ? target.digest : null;
  const origin = {
    actor: actor?.name ?? null,
    address: withoutPort(request?.addr ?? null),
    userAgent: request?.useragent ?? null,
  };
  const base = { id, at, repository, origin };
  switch (action) {
    case "push":
      return digest === null ? undefined : { ...base, action, tag, digest };
    case "pull":
      if (digest === null) return undefined;
      return { ...base, action, method: request?.method === "HEAD" ? "HEAD" : "GET", tag, digest };
    case "delete":
      if (tag !== null) return { ...base, action, tag, digest: null };
      return digest === null ? undefined : { ...base, action, tag: null, digest };
    default:
      return undefined;
  }
}

/** The socket's address has a port; one from X-Forwarded-For has none. */
function withoutPort(address: string | null): string | null {
  if (address === null) return null;
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(address);
  if (bracketed !== null) return bracketed[1] ?? null;
  return address.replace(/^([^:]+):\d+$/, "$1");
}
