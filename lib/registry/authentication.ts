import { z } from "zod";
import { saidIn } from "./answer-error.ts";
import { type Challenge, readChallenges } from "./challenge.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";
import type { Transport } from "./transport.ts";

/** How a registry wants to be asked. */
export type AuthenticationScheme = "none" | "basic" | "bearer";

/** Proves to one registry who is asking, and remembers how it wants that. */
export interface Authentication {
  /** What the registry asked for so far; undefined before its first answer. */
  readonly scheme: AuthenticationScheme | undefined;
  /** The `Authorization` header for a request, or undefined where none is needed or known yet. */
  header(scope: string, signal?: AbortSignal): Promise<string | undefined>;
  /**
   * Takes up a refusal (401).
   *
   * @returns whether trying again with a new {@link header} is worth it.
   */
  challenged(header: string, scope: string, used: string | undefined): boolean;
  /** Takes up an answer that was no refusal. */
  accepted(): void;
}

/** Docker's token specification. `expires_in` is in seconds and 60 where absent. */
const tokenAnswer = z
  .object({
    token: z.string().optional(),
    access_token: z.string().optional(),
    expires_in: z.number().positive().optional(),
  })
  .transform(({ token, access_token, expires_in }) => ({
    token: token ?? access_token ?? "",
    expiresIn: expires_in ?? 60,
  }))
  .refine(({ token }) => token !== "");

interface Realm {
  readonly url: URL;
  readonly service: string | undefined;
}

interface CachedToken {
  readonly token: Promise<string>;
  /** Milliseconds since 1970; set when the token has come. */
  expires: number;
}

/** A token is renewed this much of its life before it ends, so that a request under way still passes. */
const renewBefore = 0.1;

/** An answer of a token server larger than this is none. In bytes. */
const tokenLimit = 1024 * 1024;

/**
 * Authentication to one registry: none, Basic, or Bearer with token exchange (Docker's token authentication specification).
 *
 * The password goes to the registry itself, and to the realm that the registry's own challenge names: never over plain HTTP
 * where the registry speaks HTTPS, and never to a guarded address (see addresses.ts).
 *
 * @param now milliseconds since 1970.
 */
export function authenticationFor(
  endpoint: RegistryEndpoint,
  transport: Transport,
  now: () => number,
): Authentication {
  const { credentials } = endpoint;
  const basic =
    credentials === undefined
      ? undefined
      : `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64")}`;
  let scheme: AuthenticationScheme | undefined;
  let realm: Realm | undefined;
  const tokens = new Map<string, CachedToken>();

  async function bearer(scope: string): Promise<string> {
    const known = tokens.get(scope);
    if (known !== undefined && known.expires > now()) return known.token;
    if (realm === undefined) throw new Error("A token was wanted before the registry named its realm.");
    const fetched = fetchReadableToken(endpoint, transport, realm, scope, basic);
    // While it is under way, everybody waits for the same one.
    const entry: CachedToken = {
      token: fetched.then(({ token }) => token),
      expires: Number.POSITIVE_INFINITY,
    };
    tokens.set(scope, entry);
    // Who asked first hears of a failure below; that nobody else waits is no second failure.
    entry.token.catch(() => undefined);
    try {
      const { expiresIn } = await fetched;
      entry.expires = now() + expiresIn * 1000 * (1 - renewBefore);
    } catch (error) {
      tokens.delete(scope);
      throw error;
    }
    return entry.token;
  }

  return {
    get scheme() {
      return scheme;
    },
    async header(scope) {
      if (scheme === "basic") return basic;
      return scheme === "bearer" ? `Bearer ${await bearer(scope)}` : undefined;
    },
    challenged(header, scope, used) {
      const challenge = chooseChallenge(readChallenges(header));
      if (challenge === undefined) return false;
      if (challenge.scheme === "basic") {
        scheme = "basic";
        return basic !== undefined && used !== basic;
      }
      scheme = "bearer";
      realm = readRealm(endpoint, challenge);
      const known = tokens.get(scope);
      // A token that was refused is worth nothing; one that another request has got meanwhile may be.
      if (used !== undefined && known !== undefined) tokens.delete(scope);
      return !used?.startsWith("Bearer ") || challenge.parameters.error === "invalid_token";
    },
    accepted() {
      scheme ??= "none";
    },
  };
}

/** Bearer where it is offered, else Basic; others (Negotiate, Digest) are not spoken. */
function chooseChallenge(challenges: readonly Challenge[]): Challenge | undefined {
  return (
    challenges.find(({ scheme, parameters }) => scheme === "bearer" && parameters.realm !== undefined) ??
    challenges.find(({ scheme }) => scheme === "basic")
  );
}

function readRealm(endpoint: RegistryEndpoint, { parameters }: Challenge): Realm {
  const text = parameters.realm ?? "";
  const refuse = (why: string): never => {
    throw new RegistryError({
      code: "TOKEN_REFUSED",
      registry: endpoint.slug,
      message: `${endpoint.name} names “${text.slice(0, 200)}” to get tokens from, ${why}.`,
      params: { registry: endpoint.name, realm: text.slice(0, 200) },
    });
  };
  if (!URL.canParse(text)) return refuse("which is no address");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return refuse("which is neither https nor http");
  if (url.protocol === "http:" && endpoint.url.startsWith("https:")) {
    return refuse("where a password would travel unencrypted although the registry itself speaks HTTPS");
  }
  return { url, service: parameters.service };
}

/**
 * A token, also from a token server that cannot read what is asked of it.
 *
 * Quay knows the actions pull and push of repositories and nothing else: it answers 400 to `registry:catalog:*`, which it
 * needs no right for, and to `delete`, for which it wants `pull,push`.
 */
async function fetchReadableToken(
  ...[endpoint, transport, realm, scope, basic]: Parameters<typeof fetchToken>
): ReturnType<typeof fetchToken> {
  try {
    return await fetchToken(endpoint, transport, realm, scope, basic);
  } catch (error) {
    const plain = scope === "registry:catalog:*" ? "" : scope.replace(/:delete$/, ":pull,push");
    if (!(error instanceof RegistryError) || error.status !== 400 || plain === scope) throw error;
    return fetchToken(endpoint, transport, realm, plain, basic);
  }
}

async function fetchToken(
  endpoint: RegistryEndpoint,
  transport: Transport,
  realm: Realm,
  scope: string,
  basic: string | undefined,
): Promise<{ token: string; expiresIn: number }> {
  const url = new URL(realm.url);
  if (realm.service !== undefined) url.searchParams.set("service", realm.service);
  for (const one of scope.split(" ").filter((text) => text !== "")) url.searchParams.append("scope", one);
  if (endpoint.credentials !== undefined) url.searchParams.set("account", endpoint.credentials.username);
  const { statusCode, body } = await transport.send({
    method: "GET",
    url,
    headers: { accept: "application/json", ...(basic === undefined ? {} : { authorization: basic }) },
  });
  const params = { registry: endpoint.name, host: url.host, status: String(statusCode) };
  const refuse = (code: "UNAUTHORIZED" | "DENIED" | "TOKEN_REFUSED", message: string): never => {
    throw new RegistryError({ code, registry: endpoint.slug, status: statusCode, message, params });
  };
  let text = "";
  for await (const chunk of body) {
    text += String(chunk);
    if (text.length > tokenLimit)
      refuse(
        "TOKEN_REFUSED",
        `The token server ${url.host} of ${endpoint.name} sends no token but something endless.`,
      );
  }
  // GHCR and GitLab answer so for a repository that the account may not read, or that is not there.
  if (statusCode === 403 && basic !== undefined && scope !== "") {
    refuse(
      "DENIED",
      `The token server ${url.host} of ${endpoint.name} does not give the configured account a token for ${scope}.${saidIn(text)}`,
    );
  }
  if (statusCode === 401 || statusCode === 403) {
    refuse(
      "UNAUTHORIZED",
      basic === undefined
        ? `${endpoint.name} wants credentials, and none are set. Add them in the registry’s settings.`
        : `The token server ${url.host} of ${endpoint.name} refuses the credentials set for it. Check them in the registry’s settings.`,
    );
  }
  if (statusCode !== 200) {
    refuse(
      "TOKEN_REFUSED",
      `The token server ${url.host} of ${endpoint.name} answered ${statusCode} instead of a token.`,
    );
  }
  const read = tokenAnswer.safeParse(parsedJson(text));
  return read.success
    ? read.data
    : refuse("TOKEN_REFUSED", `The token server ${url.host} of ${endpoint.name} sent no token.`);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
