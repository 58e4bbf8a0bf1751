import { sign, X509Certificate } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import type { RegistryOptions } from "#e2e/registry/start-registry.ts";
import { answerJson, startScriptedServer } from "./test-server.ts";

/** What it takes to get a token: an account, and what it may do in which repository. */
export interface TokenPolicy {
  readonly username: string;
  readonly password: string;
  /** Actions granted of those asked for; `name` is `catalog` for the catalog. */
  grant(name: string, actions: readonly string[], username: string | undefined): readonly string[];
  /** Seconds that a token is worth something, as the token says it; 300 where absent. */
  readonly lifetime?: number;
}

/** A request for a token. */
interface TokenRequest {
  readonly service: string | null;
  readonly scopes: readonly string[];
  readonly account: string | null;
  readonly headers: IncomingHttpHeaders;
}

/** Issues tokens that a real registry takes. Docker's token authentication specification. */
export interface TokenServer {
  /** What the registry must be started with to trust it. */
  readonly settings: NonNullable<RegistryOptions["token"]>;
  readonly asked: TokenRequest[];
  /** May be replaced while it runs. */
  policy: TokenPolicy;
  stop(): Promise<void>;
}

const issuer = "Stowage's tests";
const service = "registry.test";

/** Starts a token server with a key of its own. Anybody gets a token; who does not sign in gets what nobody may have. */
export async function startTokenServer(policy: TokenPolicy): Promise<TokenServer> {
  const folder = await mkdtemp(join(tmpdir(), "stowage-token-"));
  const { cert, private: key } = await generate([{ name: "commonName", value: issuer }], {
    keySize: 2048,
    algorithm: "sha256",
  });
  const rootCertBundle = join(folder, "cert.pem");
  await writeFile(rootCertBundle, cert);

  const asked: TokenRequest[] = [];
  const server = await startScriptedServer(({ url, headers }, answer) => {
    const { searchParams } = new URL(url, "http://token.test");
    const scopes = searchParams.getAll("scope");
    asked.push({
      service: searchParams.get("service"),
      scopes,
      account: searchParams.get("account"),
      headers,
    });
    const username = userOf(headers.authorization);
    if (username === false) return answerJson(answer, 401, { details: "incorrect username or password" });
    const access = scopes.map((scope) => {
      const [type, name, actions] = [
        scope.split(":")[0] ?? "",
        scope.split(":").slice(1, -1).join(":"),
        scope.split(":").at(-1)?.split(",") ?? [],
      ];
      return { type, name, actions: running.policy.grant(name, actions, username) };
    });
    answerJson(answer, 200, token(username ?? "", access));
  });

  /** Undefined for nobody, false for a wrong password. */
  function userOf(authorization: string | undefined): string | undefined | false {
    if (authorization === undefined) return undefined;
    const { username, password } = running.policy;
    const right = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
    return authorization === right ? username : false;
  }

  function token(subject: string, access: object[]): object {
    const now = Math.floor(Date.now() / 1000);
    const lifetime = running.policy.lifetime ?? 300;
    const claims = {
      iss: issuer,
      sub: subject,
      aud: service,
      // The registry grants a minute beyond the end.
      exp: now + lifetime,
      nbf: now - 3600,
      iat: now,
      jti: String(asked.length),
      access,
    };
    const head = { typ: "JWT", alg: "RS256", x5c: [derOf(cert)] };
    const encoded = [head, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    const signature = sign("sha256", Buffer.from(encoded), key).toString("base64url");
    return { token: `${encoded}.${signature}`, expires_in: Math.max(1, lifetime) };
  }

  const running: TokenServer = {
    settings: { realm: `${server.url}/token`, service, issuer, rootCertBundle },
    asked,
    policy,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return running;
}

/** A certificate in PEM as tokens carry it, which is what distribution 2.8.2 and 3.1.2 both know a key by. RFC 7515, 4.1.6. */
function derOf(certificate: string): string {
  return new X509Certificate(certificate).raw.toString("base64");
}
