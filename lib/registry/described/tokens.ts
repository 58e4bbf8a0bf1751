import { HttpResponse, http } from "msw";

/** An account of a described registry. */
export const account = { username: "ada", password: "correct horse" };

/** The `Authorization` of an account with Basic. */
export function basicOf({ username, password }: typeof account): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

/** Who asks a token server, and for what. */
export interface TokenRequest {
  /** Undefined for somebody without credentials. */
  readonly basic: string | undefined;
  readonly service: string | null;
  readonly scopes: readonly string[];
}

/** A token that says what it allows, as the JWTs of token servers do. */
export function tokenFor(scopes: readonly string[]): string {
  return Buffer.from(JSON.stringify(scopes)).toString("base64url");
}

/** What the token of a request allows; undefined where it has none. */
export function allowedBy(request: Request): readonly string[] | undefined {
  const token = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  return token === undefined
    ? undefined
    : (JSON.parse(Buffer.from(token, "base64url").toString()) as readonly string[]);
}

/** The token server at a path. Docker's token authentication specification. */
export function describeTokens(path: string, answer: (asked: TokenRequest) => Response) {
  return http.get(`*${path}`, ({ request }) => {
    const { searchParams } = new URL(request.url);
    return answer({
      basic: request.headers.get("authorization") ?? undefined,
      service: searchParams.get("service"),
      scopes: searchParams.getAll("scope"),
    });
  });
}

/** A token that allows these scopes, for five minutes. */
export function tokenAnswer(scopes: readonly string[]): Response {
  return HttpResponse.json({ token: tokenFor(scopes), expires_in: 300 });
}
