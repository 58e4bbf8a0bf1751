import { afterEach, expect, test, vi } from "vitest";
import { apiFetch, apiStream, jsonLines } from "./fetch.ts";

afterEach(() => vi.unstubAllGlobals());

function streamOf(...chunks: (string | Uint8Array<ArrayBuffer>)[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks)
        controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
      controller.close();
    },
  });
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

test("lines are whole however the bytes are cut, even inside a character", async () => {
  const bytes = new TextEncoder().encode('{"a":"레"}\n{"b":1}\n');
  expect(await all(jsonLines(streamOf(bytes.slice(0, 7), bytes.slice(7, 15), bytes.slice(15))))).toEqual([
    { a: "레" },
    { b: 1 },
  ]);
});

test("an answer that breaks off in the middle of a line is a problem, after the whole lines before it", async () => {
  const seen: unknown[] = [];
  const read = async () => {
    for await (const line of jsonLines(streamOf('{"a":1}\n{"b":'))) seen.push(line);
  };
  await expect(read()).rejects.toMatchObject({ problem: { code: "STREAM_CUT" } });
  expect(seen).toEqual([{ a: 1 }]);
});

test("a problem line is thrown", async () => {
  vi.stubGlobal(
    "fetch",
    async () =>
      new Response('{"type":"row"}\n{"type":"problem","problem":{"code":"TIMEOUT","detail":"slow"}}\n'),
  );
  await expect(all(apiStream("/api/x"))).rejects.toMatchObject({ problem: { code: "TIMEOUT" } });
});

test("the server's problem reaches the caller with its code", async () => {
  vi.stubGlobal("fetch", async () =>
    Response.json(
      { code: "DENIED", detail: "no" },
      { status: 403, headers: { "content-type": "application/problem+json" } },
    ),
  );
  await expect(apiFetch("/api/x")).rejects.toMatchObject({ problem: { code: "DENIED", detail: "no" } });
});

test("no answer at all is said in a sentence, not as “failed to fetch”", async () => {
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });
  await expect(apiFetch("/api/x")).rejects.toMatchObject({ problem: { code: "SERVER_UNREACHABLE" } });
});

test("a page of a proxy in front of Stowage is named by its status", async () => {
  vi.stubGlobal("fetch", async () => new Response("<html>502</html>", { status: 502 }));
  await expect(apiFetch("/api/x")).rejects.toMatchObject({ problem: { code: "SERVER_ERROR", status: 502 } });
});
