import { describe, expect, onTestFinished, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { openBlob, readBlob } from "./blobs.ts";
import { digestOfBytes } from "./content-digest.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
import { deleteTag, getManifest } from "./manifests.ts";
import { openRegistry, type Registry } from "./open.ts";
import { nextHop } from "./redirects.ts";
import { type ScriptedServer, serveScript, startScriptedServer } from "./test-server.ts";

const app = parseRepositoryName("app");
const bytes = Buffer.from("a blob");
const digest = digestOfBytes(bytes);
const credentials = { username: "ops", password: "hunter2hunter2" };

function open(server: ScriptedServer, more: Partial<RegistryEndpoint> = {}): Registry {
  const registry = openRegistry(server.endpoint({ credentials, ...more }), { firstWait: 1 });
  onTestFinished(() => registry.close());
  return registry;
}

/** A registry that wants Basic, and sends whoever has it on to `location`. */
const sendingTo = (location: (path: string) => string | undefined, status = 307): Promise<ScriptedServer> =>
  serveScript(({ url, headers }, answer) => {
    if (headers.authorization === undefined) {
      answer.writeHead(401, { "www-authenticate": 'Basic realm="a"' }).end();
      return;
    }
    const to = location(url);
    if (to === undefined) answer.writeHead(200).end(bytes);
    else answer.writeHead(status, { location: to }).end();
  });

const read = (registry: Registry) => readBlob(registry, app, digest, { limit: 1000 });

describe("a blob that the registry has elsewhere", () => {
  test.each([301, 302, 303, 307, 308])("is read there after a %i, without credentials", async (status) => {
    const storage = await serveScript((_, answer) => void answer.end(bytes));
    const server = await sendingTo(() => `${storage.url}/bucket/a%20b?X-Signature=a%2Fb`, status);
    expect(Buffer.from(await read(open(server)))).toEqual(bytes);
    expect(storage.asked).toMatchObject([{ method: "GET", url: "/bucket/a%20b?X-Signature=a%2Fb" }]);
    expect(storage.asked[0]?.headers).not.toHaveProperty("authorization");
    expect(JSON.stringify(storage.asked)).not.toContain("hunter2");
  });

  test("is asked there for the same range", async () => {
    const storage = await serveScript((_, answer) => {
      answer.writeHead(206, { "content-range": "bytes 2-3/6" }).end(bytes.subarray(2, 4));
    });
    const server = await sendingTo(() => storage.url);
    const blob = await openBlob(open(server), app, digest, { range: { first: 2, last: 3 } });
    const read: Uint8Array[] = [];
    for await (const chunk of blob.stream) read.push(chunk);
    expect(Buffer.concat(read).toString()).toBe("bl");
    expect(storage.asked[0]?.headers.range).toBe("bytes=2-3");
  });

  test("gets no token of the registry's, nor what a storage that answers 401 asks for", async () => {
    const storage = await serveScript((_, answer) => {
      answer.writeHead(401, { "www-authenticate": 'Basic realm="evil"' }).end();
    });
    const server = await serveScript(({ url, headers }, answer) => {
      if (url.startsWith("/token")) answer.end('{"token":"secret"}');
      else if (headers.authorization === undefined) {
        answer.writeHead(401, { "www-authenticate": `Bearer realm="${server.url}/token"` }).end();
      } else answer.writeHead(307, { location: storage.url }).end();
    });
    await expect(read(open(server))).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(storage.asked.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test("is checked there too against its digest", async () => {
    const storage = await serveScript((_, answer) => void answer.end("another"));
    const server = await sendingTo(() => storage.url);
    await expect(read(open(server))).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  });

  test("is asked for with credentials again on the way back to the registry, and on a path of it", async () => {
    const storage = await serveScript((_, answer) => {
      answer.writeHead(302, { location: `${server.url}/back` }).end();
    });
    const server = await sendingTo((url) =>
      url === "/back" ? "/again" : url === "/again" ? undefined : storage.url,
    );
    expect(Buffer.from(await read(open(server)))).toEqual(bytes);
    expect(storage.asked[0]?.headers.authorization).toBeUndefined();
    const paths = server.asked.filter(({ headers }) => headers.authorization !== undefined);
    expect(paths.map(({ url }) => url)).toEqual([`/v2/app/blobs/${digest}`, "/back", "/again"]);
  });

  test("is not followed with a name and password that the address has itself", async () => {
    const storage = await serveScript((_, answer) => void answer.end(bytes));
    const server = await sendingTo(() => storage.url.replace("//", "//user:secret@"));
    await read(open(server));
    expect(storage.asked[0]?.headers.authorization).toBeUndefined();
  });

  test("that is gone there is told as unknown", async () => {
    const storage = await serveScript((_, answer) => void answer.writeHead(404).end("<Error/>"));
    const server = await sendingTo(() => storage.url);
    await expect(read(open(server))).rejects.toMatchObject({ code: "BLOB_UNKNOWN", status: 404 });
  });

  test("at a host that is not there is told with that host's name", async () => {
    const storage = await startScriptedServer(() => undefined);
    await storage.stop();
    const server = await sendingTo(() => storage.url);
    await expect(read(open(server))).rejects.toMatchObject({
      code: "CONNECTION_REFUSED",
      params: { host: `127.0.0.1:${storage.port}` },
    });
  });

  test("that is sent on without an end is given up", async () => {
    const server = await sendingTo((url) => `${url}x`);
    await expect(read(open(server))).rejects.toMatchObject({
      code: "REDIRECT_FORBIDDEN",
      message: expect.stringContaining("after 5 redirects"),
    });
  });

  test.each([
    "http://169.254.169.254/latest/meta-data/",
    "http://169.254.170.2/v2/credentials",
    "http://[fe80::1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://2852039166/",
    "http://0xa9.0xfe.0xa9.0xfe/",
    "http://0251.0376.0251.0376/",
    "http://100.100.100.200/latest/meta-data",
    "http://168.63.129.16/machine",
    "http://[fd00:ec2::254]/latest",
  ])("is not followed to %s", async (location) => {
    const server = await sendingTo(() => location);
    await expect(read(open(server))).rejects.toMatchObject({
      code: "REDIRECT_FORBIDDEN",
      message: expect.stringMatching(
        /^Fake sends requests on to .* address of this server and not followed\.$/,
      ),
    });
  });

  test.each(["file:///etc/passwd", "ftp://a.example/", "http://[", "gopher://127.0.0.1:25/"])(
    "is not followed to %s",
    async (location) => {
      const server = await sendingTo(() => location);
      await expect(read(open(server))).rejects.toMatchObject({ code: "REDIRECT_FORBIDDEN" });
    },
  );
});

describe("what is no blob", () => {
  test("is followed within the registry", async () => {
    const server = await sendingTo((url) => (url === "/moved" ? undefined : "/moved"));
    const { manifest } = await getManifest(open(server), app, parseTag("v1"));
    expect(manifest.kind).toBe("unknown");
  });

  test("is not followed to another server, not even to another port", async () => {
    const storage = await serveScript((_, answer) => void answer.end(bytes));
    const server = await sendingTo(() => storage.url);
    await expect(getManifest(open(server), app, parseTag("v1"))).rejects.toMatchObject({
      code: "REDIRECT_FORBIDDEN",
      message: expect.stringContaining("Is this the right endpoint?"),
    });
    expect(storage.asked).toEqual([]);
  });

  test("and changes something is not followed at all", async () => {
    const server = await sendingTo(() => "/elsewhere");
    await expect(deleteTag(open(server), app, parseTag("v1"))).rejects.toMatchObject({
      code: "REDIRECT_FORBIDDEN",
    });
    expect(server.asked.map(({ url }) => url)).not.toContain("/elsewhere");
  });
});

describe("a registry that is not on loopback itself", () => {
  const endpoint = {
    slug: "a",
    name: "A",
    url: "https://registry.example",
    plainHttp: false,
    skipTlsVerify: false,
  };
  const hop = { from: new URL("https://registry.example/v2/"), hops: 1, mostHops: 5, elsewhere: true };

  test("may not send us from HTTPS to plain HTTP", () => {
    expect(() => nextHop(endpoint, { ...hop, location: "http://storage.example/" })).toThrow(
      expect.objectContaining({ message: expect.stringContaining("to an unencrypted connection") }),
    );
  });

  test("may send us relative to where we are", () => {
    expect(nextHop(endpoint, { ...hop, location: "../v2/b?x" }).href).toBe("https://registry.example/v2/b?x");
  });
});
