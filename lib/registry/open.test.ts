import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { deleteTag, headManifest, putManifest } from "./manifests.ts";
import type { Registry, RegistryOptions } from "./open.ts";
import { ping } from "./ping.ts";
import { listTags } from "./tags.ts";
import { answerJson, openScripted, type Script, type ScriptedServer } from "./test-server.ts";

const app = parseRepositoryName("app");
const v1 = parseTag("v1");

let server: ScriptedServer;
let registry: Registry;

async function open(script: Script, options: RegistryOptions = {}): Promise<void> {
  ({ server, registry } = await openScripted(script, options));
}

/** Answers the first requests with these, and all later ones with a list of tags. */
const first = (...scripts: Script[]): Script => {
  let count = 0;
  return (asked, answer, request) => {
    const script = scripts[count];
    count += 1;
    if (script === undefined) return answerJson(answer, 200, { tags: ["v1"] });
    return script(asked, answer, request);
  };
};
const status =
  (code: number, headers: Record<string, string> = {}): Script =>
  (_, answer) =>
    answerJson(answer, code, {}, headers);
const cut: Script = (_, answer) => void answer.destroy();
const never: Script = () => undefined;

describe("a HEAD that is refused without a word", () => {
  const refusing =
    (get: Script): Script =>
    (asked, answer, request) => {
      if (asked.method === "GET") return get(asked, answer, request);
      answer.writeHead(400).end();
    };

  test("is asked again as GET, whose body tells why", async () => {
    await open(
      refusing((_, answer) => {
        answer.writeHead(400).end("Client sent an HTTP request to an HTTPS server.\n");
      }),
    );
    await expect(headManifest(registry, app, v1)).rejects.toMatchObject({ code: "HTTPS_ON_HTTP" });
    expect(server.asked.map(({ method }) => method)).toEqual(["HEAD", "GET"]);
  });

  test("is answered by GET where the registry knows no HEAD", async () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const head = { "docker-content-digest": digest, "content-length": "2" };
    await open(refusing((_, answer) => answerJson(answer, 200, {}, head)));
    expect(await headManifest(registry, app, v1)).toMatchObject({ digest, size: 2 });
  });
});

describe("a request that changes nothing", () => {
  test.each([
    ["429", status(429)],
    ["502", status(502)],
    ["503", status(503)],
    ["504", status(504)],
    ["a broken connection", cut],
  ])("is tried again after %s, and once more", async (_, failure) => {
    await open(first(failure, failure));
    expect(await listTags(registry, app)).toEqual(["v1"]);
    expect(server.asked).toHaveLength(3);
  });

  test("is tried three times in all", async () => {
    await open(status(503));
    await expect(listTags(registry, app)).rejects.toMatchObject({ code: "SERVER_ERROR", status: 503 });
    expect(server.asked).toHaveLength(3);
  });

  test.each([400, 401, 403, 404, 405, 500, 501])("is not tried again after %i", async (code) => {
    await open(status(code));
    await expect(listTags(registry, app)).rejects.toMatchObject({ status: code });
    expect(server.asked).toHaveLength(1);
  });

  test("is tried again where no head of an answer comes in time", async () => {
    await open(never, { timeouts: { connect: 5_000, headers: 50, idle: 5_000 } });
    await expect(listTags(registry, app)).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(server.asked).toHaveLength(3);
  });

  test("ends with an error where no body comes in time", async () => {
    await open((_, answer) => void answer.writeHead(200).write('{"tags":['), {
      timeouts: { connect: 5_000, headers: 5_000, idle: 50 },
    });
    await expect(listTags(registry, app)).rejects.toMatchObject({
      code: "TIMEOUT",
      message: expect.stringContaining("did not answer in time"),
    });
  });

  test("ends with an error where the answer breaks off", async () => {
    await open((_, answer) => {
      answer.writeHead(200, { "content-length": "100" });
      answer.write('{"tags":[', () => answer.destroy());
    });
    await expect(listTags(registry, app)).rejects.toMatchObject({ code: "CONNECTION_LOST" });
  });
});

test.each([
  ["a deletion", () => deleteTag(registry, app, v1)],
  ["an upload of a manifest", () => putManifest(registry, app, v1, Buffer.from("{}"), "application/json")],
])("%s is tried once, whatever happens", async (_, change) => {
  for (const failure of [status(503, { "retry-after": "0" }), cut]) {
    await open(failure);
    await expect(change()).rejects.toMatchObject({ name: "RegistryError" });
    expect(server.asked).toHaveLength(1);
  }
});

describe("the pause before another attempt", () => {
  let pauses: number[];
  const openCounting = (script: Script, options: RegistryOptions = {}) => {
    pauses = [];
    const pause = async (milliseconds: number) => void pauses.push(milliseconds);
    return open(script, { pause, now: () => Date.parse("2026-01-01T00:00:00Z"), ...options });
  };

  test("grows, and is never quite the same for all who wait", async () => {
    await openCounting(status(503), { firstWait: 1000, attempts: 5 });
    await expect(listTags(registry, app)).rejects.toMatchObject({ status: 503 });
    expect(pauses).toHaveLength(4);
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(750 * 2 ** index);
      expect(pause).toBeLessThanOrEqual(1250 * 2 ** index);
    }
  });

  test.each([
    ["in seconds", "7"],
    ["as a date", "Thu, 01 Jan 2026 00:00:07 GMT"],
  ])("is the one that Retry-After names %s, where that is longer", async (_, header) => {
    await openCounting(first(status(429, { "retry-after": header })));
    expect(await listTags(registry, app)).toEqual(["v1"]);
    expect(pauses).toEqual([7000]);
  });

  test.each(["0", "soon", "-5", "Thu, 01 Jan 2015 00:00:00 GMT"])(
    "is the usual one where Retry-After is %s",
    async (header) => {
      await openCounting(first(status(429, { "retry-after": header })), { firstWait: 1000 });
      expect(await listTags(registry, app)).toEqual(["v1"]);
      expect(pauses[0]).toBeGreaterThanOrEqual(750);
      expect(pauses[0]).toBeLessThanOrEqual(1250);
    },
  );

  test("is the one that a busy token server names", async () => {
    await openCounting((asked, answer) => {
      if (asked.url.startsWith("/token")) {
        const busy = server.asked.filter(({ url }) => url.startsWith("/token")).length === 1;
        return answerJson(answer, busy ? 503 : 200, { token: "t" }, busy ? { "retry-after": "4" } : {});
      }
      answer.setHeader("www-authenticate", `Bearer realm="${server.url}/token"`);
      answerJson(answer, asked.headers.authorization === undefined ? 401 : 200, { tags: ["v1"] });
    });
    expect(await listTags(registry, app)).toEqual(["v1"]);
    expect(pauses).toEqual([4000]);
  });

  test.each(["3600", "Thu, 01 Jan 2026 01:00:00 GMT"])(
    "of %s is longer than anybody waits, and is told in seconds instead",
    async (header) => {
      await openCounting(status(429, { "retry-after": header }));
      await expect(listTags(registry, app)).rejects.toMatchObject({
        code: "TOOMANYREQUESTS",
        params: { retryAfter: "3600" },
        message: "Fake is asked too often and wants a pause of 3600 s.",
      });
      expect(server.asked).toHaveLength(1);
    },
  );
});

describe("whoever leaves", () => {
  /** As Next aborts a request whose person has left. */
  class ResponseAborted extends Error {
    override readonly name = "ResponseAborted";
  }
  const reasons: [string, unknown][] = [
    ["without a reason", undefined],
    ["as Next has it", new ResponseAborted()],
    ["for a reason of their own", new Error("bored")],
    ["in words", "bored"],
  ];

  test.each(reasons)("ends the request %s, before its answer came", async (_, reason) => {
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    await open((_asked, answer) => {
      answer.once("close", close);
      resolve();
    });
    const leaving = new AbortController();
    const tags = listTags(registry, app, { signal: leaving.signal });
    await asked;
    leaving.abort(reason);
    await expect(tags).rejects.toMatchObject({ code: "CANCELLED" });
    await closed;
    expect(server.asked).toHaveLength(1);
  });

  test.each(reasons.slice(0, 2))("ends the request %s, in the middle of its answer", async (_, reason) => {
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    await open((_asked, answer) => {
      answer.once("close", close);
      answer.writeHead(200).write('{"tags":[', () => resolve());
    });
    const leaving = new AbortController();
    const tags = listTags(registry, app, { signal: leaving.signal });
    await asked;
    // The head has to arrive, which takes some turns of the loop, whether or not it does changes nothing.
    for (let turns = 0; turns < 20; turns += 1) await turn();
    leaving.abort(reason);
    await expect(tags).rejects.toMatchObject({ code: "CANCELLED" });
    await closed;
  });

  test.each(reasons)("ends the pause before another attempt %s", async (_, reason) => {
    const { promise: answered, resolve } = Promise.withResolvers<void>();
    await open(
      (_asked, answer) => {
        answer.once("close", resolve);
        answerJson(answer, 503, {}, { "retry-after": "9" });
      },
      { longestWait: 10_000 },
    );
    const leaving = new AbortController();
    const tags = listTags(registry, app, { signal: leaving.signal });
    await answered;
    leaving.abort(reason);
    await expect(tags).rejects.toMatchObject({ code: "CANCELLED" });
    expect(server.asked).toHaveLength(1);
  });

  test("before it began sends nothing", async () => {
    await open(status(200));
    const signal = AbortSignal.abort();
    await expect(listTags(registry, app, { signal })).rejects.toMatchObject({ code: "CANCELLED" });
    expect(server.asked).toHaveLength(0);
  });
});

test("closing a registry ends what is under way", async () => {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  await open(() => resolve());
  const tags = listTags(registry, app);
  await asked;
  await Promise.all([registry.close(), expect(tags).rejects.toMatchObject({ code: "CANCELLED" })]);
});

describe("an error", () => {
  const error = (code: unknown, message?: unknown) => JSON.stringify({ errors: [{ code, message }] });

  test.each<[number, string, string, string]>([
    [
      404,
      error("NAME_UNKNOWN", "no such"),
      "NAME_UNKNOWN",
      "Fake does not have the tags of app. It says: “no such”.",
    ],
    [404, "", "NAME_UNKNOWN", "Fake does not have the tags of app."],
    [404, "<html>", "NAME_UNKNOWN", "Fake does not have the tags of app."],
    [403, error("DENIED"), "DENIED", "Fake does not allow its configured account to get at the tags of app."],
    [403, "{}", "DENIED", "Fake does not allow its configured account to get at the tags of app."],
    [405, '{"errors":[]}', "UNSUPPORTED", "Fake does not support this for the tags of app."],
    [500, error("UNKNOWN", null), "UNKNOWN", "Fake answered 500 for the tags of app."],
    [500, "oh no", "SERVER_ERROR", "Fake answered 500 for the tags of app."],
    [418, "", "BAD_RESPONSE", "Fake answered 418 for the tags of app."],
    [400, error("no code", "x"), "BAD_RESPONSE", "Fake answered 400 for the tags of app."],
    [400, error(7), "BAD_RESPONSE", "Fake answered 400 for the tags of app."],
    [
      400,
      error("TAG_INVALID", " a\n\tb "),
      "TAG_INVALID",
      "Fake answered 400 for the tags of app. It says: “a b”.",
    ],
  ])("of %i with %j has the registry's code and a sentence", async (code, body, expected, message) => {
    await open((_, answer) => void answer.writeHead(code).end(body));
    await expect(listTags(registry, app)).rejects.toMatchObject({
      code: expected,
      status: code,
      registry: "fake",
      message,
    });
  });

  test("is read no further than its beginning, and quoted shorter still", async () => {
    await open((_, answer) => void answer.writeHead(500).end(error("UNKNOWN", "x".repeat(1000))));
    await expect(listTags(registry, app)).rejects.toMatchObject({ params: { said: `${"x".repeat(200)}…` } });
    await registry.close();
    await server.stop();
    await open((_, answer) => void answer.writeHead(500).end("x".repeat(10_000_000)));
    await expect(listTags(registry, app)).rejects.toMatchObject({ code: "SERVER_ERROR" });
  });

  test("of a server that speaks no HTTP is told as a broken connection", async () => {
    await open((_, answer) => void answer.socket?.end("SSH-2.0-OpenSSH_9.2\r\n"));
    await expect(ping(registry)).rejects.toMatchObject({ name: "RegistryError" });
  });
});
