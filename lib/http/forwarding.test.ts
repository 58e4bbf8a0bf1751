import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { digestOfBytes } from "#lib/registry/content-digest.ts";
import { type Script, type ScriptedServer, startScriptedServer } from "#lib/registry/test-server.ts";
import { forwardToRegistry } from "./forwarding.ts";
import { startTestApi, type TestApi } from "./test-api.ts";
import { asProd } from "./test-prod.ts";

const bytes = Buffer.from("a blob");
const digest = digestOfBytes(bytes);
const blob = `/api/registries/prod/v2/app/blobs/${digest}`;

let script: Script;
let server: ScriptedServer;
let api: TestApi;
beforeEach(async () => {
  script = (_, answer) => void answer.end(bytes);
  server = await startScriptedServer((...all) => script(...all));
  api = startTestApi(asProd(server));
  await api.enter("operator");
});
afterEach(async () => {
  await api.close();
  await server.stop();
});

const get = (path: string, headers: Record<string, string> = {}) => api.call("GET", path, { headers });
const forwarded = (path: string, init: RequestInit = {}) =>
  forwardToRegistry("prod", "GET", new Request(new URL(path, "http://stowage.test"), init), {
    kind: "anonymous",
    role: "viewer",
  });

describe("what is passed on", () => {
  test("of a request is what the registry needs for its answer, and nothing that is for Stowage", async () => {
    await get(blob, {
      accept: "a/b",
      range: "bytes=0-1",
      "if-none-match": '"x"',
      authorization: "Bearer stowage",
      cookie: `${api.cookie()}; other=1`,
      origin: "http://stowage.test",
      referer: "http://stowage.test/secret",
      "x-forwarded-for": "10.0.0.1",
      "x-anything": "1",
      te: "trailers",
    });
    const { host, connection, "user-agent": agent, ...headers } = server.asked[0]?.headers ?? {};
    expect([host, connection, agent]).toEqual([`127.0.0.1:${server.port}`, "keep-alive", "stowage"]);
    expect(headers).toEqual({
      accept: "a/b",
      range: "bytes=0-1",
      "if-none-match": '"x"',
      "accept-encoding": "identity",
    });
  });

  test("of an answer is what belongs to the content, and nothing that is for Stowage", async () => {
    script = (_, answer) => {
      answer.writeHead(200, {
        "content-type": "a/b",
        etag: '"x"',
        "set-cookie": "session=evil",
        "www-authenticate": 'Basic realm="evil"',
        "proxy-authenticate": "Basic",
        "keep-alive": "timeout=1",
        trailer: "x-checksum",
        server: "nginx",
        location: "http://evil.example/",
        refresh: "0; url=http://evil.example/",
        "content-security-policy": "default-src *",
        "access-control-allow-origin": "*",
        "strict-transport-security": "max-age=1",
        "clear-site-data": "*",
        link: "<http://127.0.0.1/v2/app/tags/list?last=a>; rel=next, </style.css>; rel=preload",
      });
      answer.end(bytes);
    };
    const { headers } = await get(blob);
    expect([...headers.keys()].toSorted()).toEqual([
      "cache-control",
      "content-security-policy",
      "content-type",
      "cross-origin-resource-policy",
      "etag",
      "link",
      "referrer-policy",
      "x-content-type-options",
    ]);
    expect(headers.get("link")).toBe('</api/registries/prod/v2/app/tags/list?last=a>; rel="next"');
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("in the query is passed as it is, and stays a query", async () => {
    await get("/api/registries/prod/v2/app/tags/list?n=2&last=a%2Fb%23%0d%0a&x=../..");
    expect(server.asked[0]?.url).toBe("/v2/app/tags/list?n=2&last=a%2Fb%23%0d%0a&x=../..");
  });
});

describe("no other place is reached", () => {
  test.each([
    "/api/registries/prod/v2/http://127.0.0.1:1/v2/",
    "/api/registries/prod/v2///evil.example/tags/list",
    "/api/registries/prod/v2/app%2f..%2f..%2fadmin/tags/list",
    "/api/registries/prod/v2/app%5c..%5cadmin/tags/list",
    "/api/registries/prod/v2/..%2fadmin/tags/list",
    "/api/registries/prod/v2/%252e%252e/admin/tags/list",
    "/api/registries/prod/v2/app/blobs/uploads/",
    "/api/registries/prod/v2/app/manifests/v1%00",
    "/api/registries/prod/v2/app/manifests/v1%0d%0aX-Evil:%201",
    "/api/registries/prod/v2/app/manifests/v1%3fx",
    "/api/registries/prod/v2/app/manifests/%ff",
    "/api/registries/prod/v2/_catalog/x",
  ])("by %s", async (path) => {
    const response = await get(path);
    expect([response.status, await response.json()]).toMatchObject([404, { code: "PATH_UNKNOWN" }]);
    expect(server.asked).toEqual([]);
  });

  test.each([
    "/api/registries/prod/v2/../admin",
    "/api/registries/prod/v2/%2e%2e/%2e%2e/other/v2/",
    "/api/registries/prod/v2/app/../../../../secret",
    "/api/registries/pr%6fd/v2/app/tags/list",
    "/api/registries/prod/v2app/tags/list",
  ])("by %s, which a URL's parser has climbed out of already", async (path) => {
    await expect(forwarded(path)).rejects.toMatchObject({ status: 404, code: "PATH_UNKNOWN" });
    expect(server.asked).toEqual([]);
  });

  test("by a redirect of what is no blob", async () => {
    script = ({ url }, answer) => {
      if (url.startsWith("/v2/app/tags")) answer.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
      else answer.end("secret");
    };
    const response = await get("/api/registries/prod/v2/app/tags/list");
    expect([response.status, await response.json()]).toMatchObject([502, { code: "REDIRECT_FORBIDDEN" }]);
  });

  test("by a redirect of a blob to a guarded address", async () => {
    script = (_, answer) => void answer.writeHead(302, { location: "http://169.254.169.254/" }).end();
    const response = await get(blob);
    expect([response.status, await response.json()]).toMatchObject([502, { code: "REDIRECT_FORBIDDEN" }]);
  });
});

describe("an answer", () => {
  test("of a blob that is elsewhere comes from there", async () => {
    const storage = await startScriptedServer((_, answer) => void answer.end(bytes));
    script = (_, answer) => void answer.writeHead(307, { location: `${storage.url}/bucket` }).end();
    const response = await get(blob);
    expect([response.status, await response.text()]).toEqual([200, "a blob"]);
    await storage.stop();
  });

  test.each([400, 401, 403, 404, 405, 416, 429, 500, 503])(
    "of %i keeps its status and its body",
    async (status) => {
      script = (_, answer) =>
        void answer.writeHead(status, { "retry-after": "3600" }).end("in its own words");
      const response = await get(blob);
      expect([response.status, await response.text()]).toEqual([status, "in its own words"]);
      expect(response.headers.get("retry-after")).toBe("3600");
    },
  );

  test.each([204, 205, 304])("of %i has no body", async (status) => {
    script = (_, answer) => void answer.writeHead(status).end();
    const response = await get(blob);
    expect([response.status, response.body]).toEqual([status, null]);
  });

  test("of other bytes than the digest names breaks off", async () => {
    script = (_, answer) => void answer.end("another blob");
    await expect((await get(blob)).text()).rejects.toThrow(/sent other bytes/);
  });

  test("of other bytes is never complete, though it has the length that was promised", async () => {
    script = (_, answer) => {
      answer.writeHead(200, { "content-length": "6" });
      answer.write("a b");
      answer.end("lub");
    };
    const reader = (await get(blob)).body?.getReader();
    let length = 0;
    const readAll = async () => {
      for (;;) length += (await reader?.read())?.value?.byteLength ?? 0;
    };
    await expect(readAll()).rejects.toThrow(/sent other bytes/);
    expect(length).toBeLessThan(6);
  });

  test("of a manifest by digest is checked as well, signed or not", async () => {
    const path = `/api/registries/prod/v2/app/manifests/${digest}`;
    for (const type of ["application/json", "application/vnd.docker.distribution.manifest.v1+prettyjws"]) {
      script = (_, answer) => void answer.writeHead(200, { "content-type": type }).end(bytes);
      expect(await (await get(path)).text()).toBe("a blob");
      script = (_, answer) => void answer.writeHead(200, { "content-type": type }).end("another");
      await expect((await get(path)).text()).rejects.toThrow(/sent other bytes/);
    }
  });

  test("that ends too early breaks off", async () => {
    script = (_, answer) => {
      answer.writeHead(200, { "content-length": "6" }).write("a b", () => answer.destroy());
    };
    await expect((await get(blob)).text()).rejects.toThrow(/closed the connection/);
  });

  test("that was compressed on the way is passed as it is", async () => {
    script = (_, answer) => void answer.writeHead(200, { "content-encoding": "gzip" }).end("zzz");
    const response = await get(blob);
    expect([response.headers.get("content-encoding"), await response.text()]).toEqual(["gzip", "zzz"]);
  });

  test("that never comes is a problem of ours", async () => {
    script = (_, answer) => void answer.destroy();
    const response = await get(blob);
    expect([response.status, await response.json()]).toMatchObject([502, { code: "CONNECTION_LOST" }]);
  });
});

describe("whoever leaves", () => {
  test.each([
    ["before the first byte", 0],
    ["in the middle", 1],
  ])("%s ends the registry's answer", async (_, reads) => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    script = (_asked, answer) => {
      answer.once("close", resolve);
      answer.write("a bl");
    };
    const reader = (await forwarded(blob)).body?.getReader();
    for (let count = 0; count < reads; count += 1) await reader?.read();
    await reader?.cancel();
    await closed;
  });

  test("while a byte is waited for ends the registry's answer", async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    script = (_asked, answer) => {
      answer.once("close", resolve);
      answer.write("a bl");
    };
    const leaving = new AbortController();
    const reader = (await forwarded(blob, { signal: leaving.signal })).body?.getReader();
    await reader?.read();
    const second = reader?.read();
    leaving.abort();
    await expect(second).rejects.toMatchObject({ code: "CANCELLED" });
    await closed;
  });
});

test("a slow reader slows the registry down: nothing piles up in between", async () => {
  const piece = Buffer.alloc(1024 * 1024, "x");
  const pieces = 256;
  let sent = 0;
  script = async (_, answer) => {
    answer.writeHead(200, { "content-length": piece.byteLength * pieces });
    for (let index = 0; index < pieces && !answer.destroyed; index += 1) {
      const more = answer.write(piece);
      sent += piece.byteLength;
      if (!more) await new Promise<void>((resolve) => answer.once("drain", resolve).once("close", resolve));
    }
    answer.end();
  };
  /** Lets the loop turn until the registry sends nothing more by itself: all that piles up has piled up then. */
  const untilQuiet = async () => {
    for (let last = -1, quiet = 0; quiet < 50; quiet = sent === last ? quiet + 1 : 0) {
      last = sent;
      await turn();
    }
  };
  // What sockets of the system may hold on both sides, by far.
  const most = 32 * 1024 * 1024;
  const response = await forwarded(`/api/registries/prod/v2/app/blobs/sha256:${"0".repeat(64)}`);
  const reader = response.body?.getReader();
  let read = 0;
  for (let count = 0; count < 100; count += 1) {
    await untilQuiet();
    expect(sent - read).toBeLessThan(most);
    read += (await reader?.read())?.value?.byteLength ?? 0;
  }
  expect(sent).toBeLessThan(piece.byteLength * pieces);
  await reader?.cancel();
});
