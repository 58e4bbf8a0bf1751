import { type Challenge, readChallenges } from "./challenge.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
import { scopeCovers } from "./scope.ts";
import { fetchToken, type Realm, readRealm } from "./token.ts";
import type { Transport } from "./transport.ts";
import { unlessLeft } from "./unless-left.ts";

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

interface CachedToken {
  readonly token: Promise<string>;
  /** The token, when it has come. */
  value?: string;
  /** Milliseconds since 1970; for ever until the token has come, so that everybody waits for the same one. */
  expires: number;
}

/** A token is renewed this much of its life before it ends, so that a request under way still passes. */
const renewBefore = 0.1;

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
  /** What the registry wants a token to allow besides the scope that is the key here. */
  const wider = new Map<string, string>();

  function bearer(scope: string): Promise<string> {
    const known = tokens.get(scope);
    if (known !== undefined && known.expires > now()) return known.token;
    if (realm === undefined) throw new Error("A token was wanted before the registry named its realm.");
    const whole = `${scope} ${wider.get(scope) ?? ""}`.trim();
    const fetched = fetchToken(endpoint, transport, { realm, scope: whole, basic, now: now() });
    const entry: CachedToken = {
      token: fetched.then(({ token, expiresIn }) => {
        entry.value = token;
        entry.expires = now() + expiresIn * 1000 * (1 - renewBefore);
        return token;
      }),
      expires: Number.POSITIVE_INFINITY,
    };
    tokens.set(scope, entry);
    entry.token.catch(() => {
      if (tokens.get(scope) === entry) tokens.delete(scope);
    });
    return entry.token;
  }

  function tokenRefused({ parameters }: Challenge, scope: string, token: string): boolean {
    const known = tokens.get(scope);
    // What another request has got meanwhile, or is getting, may be worth more.
    if (known !== undefined && known.value !== token) return true;
    tokens.delete(scope);
    const wanted = parameters.scope ?? "";
    // zot wants `push` where others want `delete`, and says so only here.
    if (!scopeCovers(`${scope} ${wider.get(scope) ?? ""}`, wanted)) {
      wider.set(scope, wanted);
      return true;
    }
    // Few registries say `invalid_token` of one that has merely grown old.
    return parameters.error !== "insufficient_scope";
  }

  return {
    get scheme() {
      return scheme;
    },
    async header(scope, signal) {
      if (scheme === "basic") return basic;
      if (scheme !== "bearer") return undefined;
      return `Bearer ${await unlessLeft(endpoint, bearer(scope), signal)}`;
    },
    challenged(header, scope, used) {
      const challenge = chooseChallenge(readChallenges(header));
      if (challenge === undefined) return false;
      if (challenge.scheme === "basic") {
        scheme = "basic";
        return basic !== undefined && used !== basic;
      }
      scheme = "bearer";
      realm = readRealm(endpoint, challenge.parameters);
      return used?.startsWith("Bearer ")
        ? tokenRefused(challenge, scope, used.slice("Bearer ".length))
        : true;
    },
    accepted() {
      scheme ??= "none";
    },
  };
}

/** Whether a refusal (401) is for want of rights rather than for a wrong password. RFC 6750, 3.1. */
export function lacksRights(header: string): boolean {
  return readChallenges(header).some(({ parameters }) => parameters.error === "insufficient_scope");
}

/** Bearer where it is offered, else Basic; others (Negotiate, Digest) are not spoken. */
function chooseChallenge(challenges: readonly Challenge[]): Challenge | undefined {
  return (
    challenges.find(({ scheme, parameters }) => scheme === "bearer" && parameters.realm !== undefined) ??
    challenges.find(({ scheme }) => scheme === "basic")
  );
}
