import { describe, expect, onTestFinished, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { authenticationFor } from "./authentication.ts";
import { deleteTag } from "./manifests.ts";
import { openRegistry, type Registry } from "./open.ts";
import { ping } from "./ping.ts";
import { listTags } from "./tags.ts";
import { answerJson, type ScriptedServer, serveScript, startScriptedServer } from "./test-server.ts";
import type { Transport } from "./transport.ts";

const app = parseRepositoryName("app");
const credentials = { username: "ops", password: "hunter2hunter2" };
const quick = { firstWait: 1 };

function open(
  server: ScriptedServer,
  more: Parameters<ScriptedServer["endpoint"]>[0] = { credentials },
): Registry {
  const registry = openRegistry(server.endpoint(more), quick);
  onTestFinished(() => registry.close());
  return registry;
}

/** A registry that takes the tokens for which `takes` is true, and refuses others with these parameters besides the realm. */
async function registryWith(
  tokens: ScriptedServer,
  takes: (token: string, method: string) => boolean,
  refusal = "",
): Promise<ScriptedServer> {
  return serveScript(({ method, headers }, answer) => {
    const { authorization } = headers;
    if (authorization !== undefined && takes(authorization.replace("Bearer ", ""), method)) {
      return answerJson(answer, 200, { tags: ["v1"] });
    }
    const more = authorization === undefined ? "" : refusal;
    answer.setHeader("www-authenticate", `Bearer realm="${tokens.url}/token",service="s"${more}`);
    answerJson(answer, 401, { errors: [{ code: "UNAUTHORIZED", message: "authentication required" }] });
  });
}

/** A token server whose tokens are t1, t2, …, each followed by what it was asked for. */
const counting = (): Promise<ScriptedServer> => {
  let count = 0;
  return serveScript(({ url }, answer) => {
    const { searchParams } = new URL(url, "http://a");
    count += 1;
    answerJson(answer, 200, { token: `t${count} ${searchParams.getAll("scope").join(" ")}`.trim() });
  });
};

describe("a refused token", () => {
  test("is replaced once, although the refusal does not say that it is stale", async () => {
    const tokens = await counting();
    let oldest = 1;
    const server = await registryWith(tokens, (token) => Number(/\d+/.exec(token)) >= oldest);
    const registry = open(server);
    await listTags(registry, app);
    oldest = 2;
    expect(await listTags(registry, app)).toEqual(["v1"]);
    expect(tokens.asked).toHaveLength(2);
  });

  test("is replaced once for all requests that were refused with it", async () => {
    const tokens = await counting();
    let oldest = 1;
    const server = await registryWith(tokens, (token) => Number(/\d+/.exec(token)) >= oldest);
    const registry = open(server);
    await listTags(registry, app);
    oldest = 2;
    await Promise.all(Array.from({ length: 20 }, () => listTags(registry, app)));
    expect(tokens.asked).toHaveLength(2);
  });

  test("ends with an error where no token is ever good enough", async () => {
    const tokens = await counting();
    const server = await registryWith(tokens, () => false, ',error="invalid_token"');
    await expect(listTags(open(server), app)).rejects.toMatchObject({ code: "UNAUTHORIZED", status: 401 });
    expect(tokens.asked).toHaveLength(2);
    expect(server.asked).toHaveLength(3);
  });

  test("is asked for again with the scope that the registry names, where it wants another", async () => {
    const tokens = await counting();
    const scope = ',scope="repository:app:push",error="insufficient_scope"';
    const server = await registryWith(
      tokens,
      (token, method) => method !== "DELETE" || token.includes(":push"),
      scope,
    );
    const registry = open(server);
    await deleteTag(registry, app, parseTag("v1"));
    await deleteTag(registry, app, parseTag("v2"));
    const asked = tokens.asked.map(({ url }) => new URL(url, "http://a").searchParams.getAll("scope"));
    expect(asked).toEqual([["repository:app:delete"], ["repository:app:delete", "repository:app:push"]]);
  });

  test("for want of rights is told as that, and not as a wrong password", async () => {
    const tokens = await counting();
    const scope = ',scope="repository:app:pull",error="insufficient_scope"';
    const server = await registryWith(tokens, () => false, scope);
    await expect(listTags(open(server), app)).rejects.toMatchObject({
      code: "DENIED",
      status: 401,
      message: expect.stringContaining("does not allow its configured account"),
    });
    expect(tokens.asked).toHaveLength(1);
    await expect(listTags(open(server, {}), app)).rejects.toMatchObject({
      code: "UNAUTHORIZED",
      message: expect.stringContaining("none are set"),
    });
  });
});

describe("a token server", () => {
  const good: [string, unknown][] = [
    ["a token alone", { token: "t" }],
    ["an access token, as OAuth has it", { access_token: "t", expires_in: 300 }],
    ["an empty token beside it", { token: "", access_token: "t" }],
    ["both", { token: "t", access_token: "t", issued_at: "2026-01-01T00:00:00Z" }],
    ["no life", { token: "t", expires_in: 0 }],
    ["a life of null", { token: "t", expires_in: null, access_token: null }],
    ["a life in words", { token: "t", expires_in: "300" }],
  ];
  test.each(good)("may answer with %s", async (_, body) => {
    const tokens = await serveScript((_asked, answer) => answerJson(answer, 200, body));
    const server = await registryWith(tokens, (token) => token === "t");
    expect(await listTags(open(server), app)).toEqual(["v1"]);
  });

  const bad: [string, string][] = [
    ["no token", "{}"],
    ["HTML", "<html>"],
    ["something else", "[1]"],
    ["nothing", ""],
    ["something endless", "x".repeat(1024 * 1024 + 1)],
  ];
  test.each(bad)("that answers with %s is told of", async (_, body) => {
    const tokens = await serveScript((_asked, answer) => void answer.end(body));
    const server = await registryWith(tokens, () => true);
    await expect(listTags(open(server), app)).rejects.toMatchObject({
      code: "TOKEN_REFUSED",
      message: expect.stringContaining(`The token server 127.0.0.1:${tokens.port} of Fake`),
    });
  });

  test("is asked again where it is busy or breaks off, and its answer is the one that counts", async () => {
    const tokens = await serveScript((_, answer) => {
      if (tokens.asked.length === 1) answerJson(answer, 503, {});
      else if (tokens.asked.length === 2) answer.writeHead(200).write("{", () => answer.destroy());
      else answerJson(answer, 200, { token: "t" });
    });
    const server = await registryWith(tokens, () => true);
    expect(await listTags(open(server), app)).toEqual(["v1"]);
    expect(tokens.asked).toHaveLength(3);
  });

  test("that is not there is named, and not the registry", async () => {
    const gone = await startScriptedServer(() => undefined);
    await gone.stop();
    const server = await registryWith(gone, () => true);
    await expect(listTags(open(server), app)).rejects.toMatchObject({
      code: "CONNECTION_REFUSED",
      params: { host: `127.0.0.1:${gone.port}` },
      message: expect.stringContaining(`127.0.0.1:${gone.port}`),
    });
  });

  test("that fails is asked anew by the next request", async () => {
    const tokens = await serveScript((_, answer) => {
      if (tokens.asked.length === 1) answerJson(answer, 400, {});
      else answerJson(answer, 200, { token: "t" });
    });
    const registry = open(await registryWith(tokens, () => true));
    await expect(listTags(registry, app)).rejects.toMatchObject({ code: "TOKEN_REFUSED", status: 400 });
    expect(await listTags(registry, app)).toEqual(["v1"]);
  });

  test("that never answers holds nobody who leaves, and others get its token", async () => {
    const { promise: answered, resolve: answerNow } = Promise.withResolvers<void>();
    const { promise: asked, resolve: wasAsked } = Promise.withResolvers<void>();
    const tokens = await serveScript(async (_, answer) => {
      wasAsked();
      await answered;
      answerJson(answer, 200, { token: "t" });
    });
    const registry = open(await registryWith(tokens, () => true));
    const leaving = new AbortController();
    const first = listTags(registry, app, { signal: leaving.signal });
    const second = listTags(registry, app);
    await asked;
    leaving.abort();
    await expect(first).rejects.toMatchObject({ code: "CANCELLED" });
    answerNow();
    expect(await second).toEqual(["v1"]);
    expect(tokens.asked).toHaveLength(1);
  });

  test("gets the password in a header alone, and the registry gets none of it", async () => {
    const tokens = await counting();
    const server = await registryWith(tokens, () => true);
    await listTags(open(server), app);
    expect(tokens.asked[0]?.headers.authorization).toBe(`Basic ${btoa("ops:hunter2hunter2")}`);
    expect(tokens.asked[0]?.url).toBe("/token?service=s&scope=repository%3Aapp%3Apull&account=ops");
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      "Bearer t1 repository:app:pull",
    ]);
  });

  test("keeps the query that its realm has", async () => {
    const tokens = await counting();
    const server = await serveScript(({ headers }, answer) => {
      if (headers.authorization !== undefined) return answerJson(answer, 200, {});
      answer.setHeader("www-authenticate", `Bearer realm="${tokens.url}/token?tenant=a%26b"`);
      answerJson(answer, 401, {});
    });
    await ping(open(server));
    expect(tokens.asked[0]?.url).toBe("/token?tenant=a%26b&account=ops");
  });

  test("at a guarded address gets nothing", async () => {
    const server = await serveScript((_, answer) => {
      answer.setHeader("www-authenticate", 'Bearer realm="http://169.254.169.254/token"');
      answerJson(answer, 401, {});
    });
    await expect(ping(open(server))).rejects.toMatchObject({
      code: "REDIRECT_FORBIDDEN",
      message: expect.stringContaining("169.254.169.254"),
    });
  });

  test.each([
    ["http://auth.example/token", "unencrypted"],
    ["ftp://auth.example/token", "neither https nor http"],
    ["token", "no address"],
  ])("at %s gets no password for a registry that speaks HTTPS", (realm, why) => {
    const untouched: Transport = {
      send: () => Promise.reject(new Error("Nothing was to be sent.")),
      close: () => Promise.resolve(),
    };
    const endpoint = {
      slug: "a",
      name: "A",
      url: "https://registry.example",
      plainHttp: false,
      skipTlsVerify: false,
      credentials,
    };
    const authentication = authenticationFor(endpoint, untouched, Date.now);
    expect(() => authentication.challenged(`Bearer realm="${realm}"`, "", undefined)).toThrow(
      expect.objectContaining({ code: "TOKEN_REFUSED", message: expect.stringContaining(why) }),
    );
  });
});

describe("a registry that asks for something else", () => {
  test.each(["Negotiate", 'Digest realm="a", nonce="b"', ""])(
    "such as %j is told as wanting credentials",
    async (header) => {
      const server = await serveScript((_, answer) => {
        if (header !== "") answer.setHeader("www-authenticate", header);
        answerJson(answer, 401, {});
      });
      await expect(ping(open(server))).rejects.toMatchObject({ code: "UNAUTHORIZED", status: 401 });
      expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    },
  );

  test("and offers Basic too is sent the password, once", async () => {
    const server = await serveScript((_, answer) => {
      answer.setHeader("www-authenticate", ["Negotiate", 'Basic realm="a"']);
      answerJson(answer, 401, {});
    });
    await expect(ping(open(server))).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      `Basic ${btoa("ops:hunter2hunter2")}`,
    ]);
  });
});
