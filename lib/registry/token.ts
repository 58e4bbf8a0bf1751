import { z } from "zod";
import { saidIn } from "./answer-error.ts";
import { readAtMost } from "./body.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";
import { retryAfter, retryAfterParams } from "./retry-after.ts";
import type { Transport } from "./transport.ts";

/** Where tokens come from, as a registry's challenge names it. */
export interface Realm {
  readonly url: URL;
  readonly service: string | undefined;
}

/** A token, and for how many seconds it is worth something. */
export interface Token {
  readonly token: string;
  readonly expiresIn: number;
}

/** Docker's token specification: `expires_in` is in seconds, and this where it is absent. */
const usualLife = 60;

/** What servers put where a life in seconds should be (0, null, text) counts as none. */
const tokenAnswer = z
  .object({
    token: z.string().nullish(),
    access_token: z.string().nullish(),
    expires_in: z.number().positive().optional().catch(undefined),
  })
  .transform(({ token, access_token, expires_in }) => ({
    token: token || access_token || "",
    expiresIn: expires_in ?? usualLife,
  }))
  .refine(({ token }) => token !== "");

/** An answer of a token server larger than this is none. In bytes. */
const tokenLimit = 1024 * 1024;

/**
 * The realm of a Bearer challenge.
 *
 * @throws {RegistryError} `TOKEN_REFUSED` where no password may be sent there.
 */
export function readRealm(endpoint: RegistryEndpoint, parameters: Readonly<Record<string, string>>): Realm {
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

/** What a token is asked for with. */
export interface TokenQuestion {
  readonly realm: Realm;
  readonly scope: string;
  /** The `Authorization` header of the account; a stranger's token is asked for where absent. */
  readonly basic: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Gets a token, also from a token server that cannot read what is asked of it. Docker's token authentication
 * specification, “Requesting a Token”.
 *
 * Quay knows the actions pull and push of repositories and nothing else: it answers 400 to `registry:catalog:*`, which it
 * needs no right for, and to `delete`, for which it wants `pull,push`.
 *
 * @throws {RegistryError} `UNAUTHORIZED`, `DENIED`; `TOKEN_REFUSED` where something else came than a token.
 */
export async function fetchToken(
  endpoint: RegistryEndpoint,
  transport: Transport,
  question: TokenQuestion,
): Promise<Token> {
  const { scope } = question;
  try {
    return await askForToken(endpoint, transport, question);
  } catch (error) {
    const plain = scope === "registry:catalog:*" ? "" : scope.replace(/:delete$/, ":pull,push");
    if (!(error instanceof RegistryError) || error.status !== 400 || plain === scope) throw error;
    return askForToken(endpoint, transport, { ...question, scope: plain });
  }
}

async function askForToken(
  endpoint: RegistryEndpoint,
  transport: Transport,
  { realm, scope, basic, now }: TokenQuestion,
): Promise<Token> {
  const url = new URL(realm.url);
  if (realm.service !== undefined) url.searchParams.set("service", realm.service);
  for (const one of scope.split(" ").filter((text) => text !== "")) url.searchParams.append("scope", one);
  if (endpoint.credentials !== undefined) url.searchParams.set("account", endpoint.credentials.username);
  const { statusCode, headers, body } = await transport.send({
    method: "GET",
    url,
    headers: { accept: "application/json", ...(basic === undefined ? {} : { authorization: basic }) },
  });
  const { bytes, whole } = await readAtMost(endpoint, body, tokenLimit);
  const server = `The token server ${url.host} of ${endpoint.name}`;
  const refuse = (code: "UNAUTHORIZED" | "DENIED" | "TOKEN_REFUSED", message: string): never => {
    const params = { registry: endpoint.name, host: url.host, status: String(statusCode) };
    throw new RegistryError({
      code,
      registry: endpoint.slug,
      status: statusCode,
      message,
      params: { ...params, ...retryAfterParams(retryAfter(headers, now)) },
    });
  };
  // GHCR and GitLab answer so for a repository that the account may not read, or that is not there.
  if (statusCode === 403 && basic !== undefined && scope !== "") {
    const said = saidIn(new TextDecoder().decode(bytes));
    return refuse("DENIED", `${server} does not give the configured account a token for ${scope}.${said}`);
  }
  if (statusCode === 401 || statusCode === 403) {
    return refuse(
      "UNAUTHORIZED",
      basic === undefined
        ? `${endpoint.name} wants credentials, and none are set. Add them in the registry’s settings.`
        : `${server} refuses the credentials set for it. Check them in the registry’s settings.`,
    );
  }
  if (statusCode !== 200)
    return refuse("TOKEN_REFUSED", `${server} answered ${statusCode} instead of a token.`);
  if (!whole) return refuse("TOKEN_REFUSED", `${server} sends no token but something endless.`);
  const read = tokenAnswer.safeParse(parsedJson(bytes));
  return read.success ? read.data : refuse("TOKEN_REFUSED", `${server} sent no token.`);
}

function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
