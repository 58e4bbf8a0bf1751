import { z } from "zod";
import type { RegistryEndpoint } from "./endpoint.ts";
import { isSpecCode, RegistryError, type RegistryErrorCode } from "./error.ts";

/** Distribution specification, “Error Codes”. All but the code may be left out, and is by Harbor, GHCR and others. */
const errorBody = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.string().nullish() })).min(1),
});

/** What a status means where the body does not say. */
const byStatus: Readonly<Record<number, RegistryErrorCode>> = {
  401: "UNAUTHORIZED",
  403: "DENIED",
  405: "UNSUPPORTED",
  429: "TOOMANYREQUESTS",
};

/** What was asked for, as the sentence names it, and the code where a 404 says nothing else. */
export interface Wanted {
  /** Such as `the tag v1 of team/app`. */
  readonly what: string;
  readonly unknown: RegistryErrorCode;
  readonly params?: Readonly<Record<string, string>>;
}

/** An answer of status 400 or more. */
export interface RefusingAnswer {
  readonly status: number;
  /** The first bytes of its body. */
  readonly body: Uint8Array;
  /** Whether it knows the account, which may not do this. */
  readonly lacksRights?: boolean;
  /** Seconds that the registry wants to be left alone. */
  readonly retryAfter?: string;
}

/**
 * An answer of status 400 or more as a {@link RegistryError}. A code of the specification wins over what the status means,
 * but for one: distribution 2.8.2 says `UNAUTHORIZED` to an account that it knows and that lacks a right, which is
 * `DENIED`.
 */
export function answerError(
  endpoint: RegistryEndpoint,
  wanted: Wanted,
  { status, body, lacksRights = false, retryAfter }: RefusingAnswer,
): RegistryError {
  const text = new TextDecoder().decode(body);
  const sent = errorsIn(text);
  const meant = status === 404 ? wanted.unknown : byStatus[status];
  // A code of its own (Harbor's NOT_FOUND, FORBIDDEN and TOO_MANY_REQUEST; Quay's TAG_EXPIRED) tells less than the status.
  const own = sent !== undefined && !isSpecCode(sent.code);
  const code =
    (lacksRights ? "DENIED" : own ? meant : sent?.code) ??
    sent?.code ??
    meant ??
    (status >= 500 ? "SERVER_ERROR" : "BAD_RESPONSE");
  const host = new URL(endpoint.url).host;
  if (status === 400 && /HTTP request (?:was sent )?to (?:an )?HTTPS/i.test(text)) {
    return new RegistryError({
      code: "HTTPS_ON_HTTP",
      registry: endpoint.slug,
      status,
      message: `${endpoint.name} (${host}) speaks HTTPS, but its endpoint says http. Write https:// in its settings.`,
      params: { registry: endpoint.name, host },
    });
  }
  const said = quoted(sent?.message);
  return new RegistryError({
    code,
    registry: endpoint.slug,
    status,
    message: `${sentence(endpoint, wanted, code, status, retryAfter)}${said}`,
    params: {
      registry: endpoint.name,
      host,
      what: wanted.what,
      status: String(status),
      // Absent where the body is no error of the specification.
      ...(sent === undefined ? {} : { sentCode: sent.code }),
      ...(sent?.message ? { said: shorten(sent.message) } : {}),
      ...(retryAfter === undefined ? {} : { retryAfter }),
      ...wanted.params,
    },
  });
}

function sentence(
  { name, credentials }: RegistryEndpoint,
  { what }: Wanted,
  code: RegistryErrorCode,
  status: number,
  retryAfter: string | undefined,
): string {
  switch (code) {
    case "UNAUTHORIZED":
      return credentials === undefined
        ? `${name} wants credentials for ${what}, and none are set. Add them in the registry’s settings.`
        : `${name} refuses the credentials set for it (user ${credentials.username}) for ${what}. Check them in the registry’s settings.`;
    case "DENIED":
      return `${name} does not allow its configured account to get at ${what}.`;
    case "TOOMANYREQUESTS":
      return `${name} is asked too often${retryAfter === undefined ? "" : ` and wants a pause of ${retryAfter} s`}.`;
    case "MANIFEST_UNKNOWN":
    case "NAME_UNKNOWN":
    case "BLOB_UNKNOWN":
      return `${name} does not have ${what}.`;
    case "UNSUPPORTED":
      return `${name} does not support this for ${what}.`;
    default:
      return `${name} answered ${status} for ${what}.`;
  }
}

/** What a registry, or its token server, says in the body of an error, as a sentence to put after one's own; else nothing. */
export function saidIn(text: string): string {
  return quoted(errorsIn(text)?.message);
}

function quoted(message: string | undefined): string {
  return message ? ` It says: “${shorten(message)}”.` : "";
}

function errorsIn(text: string): { code: string; message: string | undefined } | undefined {
  try {
    const [first] = errorBody.parse(JSON.parse(text)).errors;
    if (first === undefined || !/^[A-Z0-9_]{1,64}$/.test(first.code)) return undefined;
    return { code: first.code, message: first.message ?? undefined };
  } catch {
    // HTML from a proxy, or nothing at all: the status is all there is to go by.
    return undefined;
  }
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
