import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { parseDigest } from "#lib/oci/digest.ts";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import { headBlob, openBlob, readBlob } from "./blobs.ts";
import { digestOfBytes } from "./content-digest.ts";
import type { Registry } from "./open.ts";
import { openScripted, type Script, type ScriptedServer } from "./test-server.ts";

const app = parseRepositoryName("app");
const bytes = Buffer.from("0123456789");
const digest = digestOfBytes(bytes);

let server: ScriptedServer;
let registry: Registry;

async function open(script: Script): Promise<void> {
  ({ server, registry } = await openScripted(script));
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const limit = 1000;

describe("a blob", () => {
  const wrong: [string, (answer: ServerResponse) => void, string][] = [
    ["other bytes", (answer) => answer.end("0123456780"), "DIGEST_MISMATCH"],
    ["too few of them, and says so", (answer) => answer.end("01234"), "DIGEST_MISMATCH"],
    ["nothing", (answer) => answer.end(), "DIGEST_MISMATCH"],
    ["too many of them", (answer) => answer.end("0123456789a"), "DIGEST_MISMATCH"],
    [
      "half of what it promised",
      (answer) => {
        answer.writeHead(200, { "content-length": "10" }).write("01234", () => answer.destroy());
      },
      "CONNECTION_LOST",
    ],
    [
      "half of what it did not promise",
      (answer) => {
        answer.writeHead(200).write("01234", () => answer.destroy());
      },
      "CONNECTION_LOST",
    ],
    [
      "a compressed form of it",
      (answer) => {
        answer.writeHead(200, { "content-encoding": "gzip" }).end("zzz");
      },
      "DIGEST_MISMATCH",
    ],
  ];
  test.each(wrong)(
    "for which the registry sends %s is an error, read at once or as it comes",
    async (_, send, code) => {
      await open((_asked, answer) => send(answer));
      await expect(readBlob(registry, app, digest, { limit })).rejects.toMatchObject({ code });
      const { stream } = await openBlob(registry, app, digest);
      await expect(readAll(stream)).rejects.toMatchObject({ code });
    },
  );

  test("is asked for as it is stored", async () => {
    await open((_, answer) => void answer.end(bytes));
    await readBlob(registry, app, digest, { limit });
    expect(server.asked[0]?.headers["accept-encoding"]).toBe("identity");
  });

  test("larger than what its reader takes is given up, and not received to its end", async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    await open((_, answer) => {
      answer.once("close", resolve);
      answer.writeHead(200).write(Buffer.alloc(100_000));
    });
    await expect(readBlob(registry, app, digest, { limit })).rejects.toMatchObject({
      code: "TOO_LARGE",
      message: `the blob ${digest} of app at Fake is larger than 1000 bytes and is not read.`,
    });
    await closed;
  });

  test("of an algorithm that nobody here can check is read as it is", async () => {
    await open((_, answer) => void answer.end(bytes));
    const strange = parseDigest("custom+hash:abc");
    expect(Buffer.from(await readBlob(registry, app, strange, { limit }))).toEqual(bytes);
  });

  test("of SHA-512 is checked by it", async () => {
    await open((_, answer) => void answer.end(bytes));
    const long = digestOfBytes(bytes, "sha512");
    expect(Buffer.from(await readBlob(registry, app, long, { limit }))).toEqual(bytes);
    const other = parseDigest(`sha512:${"0".repeat(128)}`);
    await expect(readBlob(registry, app, other, { limit })).rejects.toMatchObject({
      code: "DIGEST_MISMATCH",
    });
  });

  test.each([
    ["left before its first byte", false],
    ["left in the middle", true],
  ])("that is %s is not received to its end", async (_, begun) => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    await open((_asked, answer) => {
      answer.once("close", resolve);
      answer.writeHead(200).write("01234");
    });
    const { stream } = await openBlob(registry, app, digest);
    if (begun) await stream.next();
    await stream.return();
    await closed;
  });
});

describe("whether a blob is there", () => {
  test("is told with its size", async () => {
    await open((_, answer) => void answer.writeHead(200, { "content-length": "10" }).end());
    expect(await headBlob(registry, app, digest)).toEqual({ size: 10 });
  });

  test("is told without one where the registry tells none", async () => {
    await open((_, answer) => void answer.writeHead(200, { "transfer-encoding": "chunked" }).end());
    expect(await headBlob(registry, app, digest)).toEqual({ size: undefined });
  });

  test("is an error where it is not allowed to be known", async () => {
    await open((_, answer) => void answer.writeHead(403).end());
    await expect(headBlob(registry, app, digest)).rejects.toMatchObject({ code: "DENIED" });
  });
});

describe("a range", () => {
  const range = { first: 2, last: 4 };

  test("is what comes, where the registry sends it", async () => {
    await open((_, answer) => {
      answer.writeHead(206, { "content-range": "bytes 2-4/10", "content-length": "3" }).end("234");
    });
    const blob = await openBlob(registry, app, digest, { range });
    expect(blob).toMatchObject({ size: 3, totalSize: 10, partial: true });
    expect(await readAll(blob.stream)).toBe("234");
  });

  test("of unknown whole is told as that", async () => {
    await open((_, answer) => void answer.writeHead(206, { "content-range": "bytes 2-4/*" }).end("234"));
    expect(await openBlob(registry, app, digest, { range })).toMatchObject({
      totalSize: undefined,
      partial: true,
    });
  });

  test("that the registry does not know is answered by the whole, which is checked", async () => {
    await open((_, answer) => void answer.end(bytes));
    const blob = await openBlob(registry, app, digest, { range });
    expect(blob.partial).toBe(false);
    expect(await readAll(blob.stream)).toBe("0123456789");
  });

  test.each(["bytes 0-4/10", "bytes 3-4/10", "bytes */10", "lines 2-4/10", ""])(
    "is an error where the registry sends %j instead",
    async (header) => {
      await open((_, answer) => {
        answer.writeHead(206, header === "" ? {} : { "content-range": header }).end("01234");
      });
      await expect(openBlob(registry, app, digest, { range })).rejects.toMatchObject({
        code: "BAD_RESPONSE",
        status: 206,
      });
    },
  );

  test("that nobody asked for is an error", async () => {
    await open((_, answer) => void answer.writeHead(206, { "content-range": "bytes 0-4/10" }).end("01234"));
    await expect(openBlob(registry, app, digest)).rejects.toMatchObject({ code: "BAD_RESPONSE" });
    await expect(readBlob(registry, app, digest, { limit })).rejects.toMatchObject({
      name: "RegistryError",
    });
  });
});
