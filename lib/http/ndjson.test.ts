import { afterEach, describe, expect, test, vi } from "vitest";
import { HttpError } from "./http-error.ts";
import { ndjson } from "./ndjson.ts";

afterEach(() => vi.restoreAllMocks());

function lines(text: string): unknown[] {
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("ndjson", () => {
  test("sends a line for each value", async () => {
    async function* values() {
      yield { step: 1, text: "two\nlines" };
      yield { step: 2 };
    }
    const response = ndjson(values(), new AbortController().signal);
    expect(response.headers.get("content-type")).toMatch(/^application\/x-ndjson/);
    expect(lines(await response.text())).toEqual([{ step: 1, text: "two\nlines" }, { step: 2 }]);
  });

  test("sends a value before the next is there", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    async function* values() {
      yield 1;
      await promise;
      yield 2;
    }
    const reader = ndjson(values(), new AbortController().signal).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("1\n");
    resolve();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("2\n");
  });

  test("ends with the problem when something fails on the way", async () => {
    async function* values() {
      yield 1;
      throw new HttpError(418, "TEAPOT", "It is a teapot.");
    }
    const sent = lines(await ndjson(values(), new AbortController().signal).text());
    expect(sent).toMatchObject([
      1,
      { type: "problem", problem: { code: "TEAPOT", detail: "It is a teapot." } },
    ]);
  });

  test("tells nothing of an unexpected failure but an id that the log has", async () => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    // biome-ignore lint/correctness/useYield: it fails before the first value.
    async function* values() {
      throw new Error("secret detail");
    }
    const text = await ndjson(values(), new AbortController().signal).text();
    expect(text).not.toContain("secret detail");
    const [{ problem }] = lines(text) as [{ problem: { id: string } }];
    expect(written.mock.calls.join()).toContain(`${problem.id}: Error: secret detail`);
  });

  test("asks for no more, and lets the source tidy up, when the person has left", async () => {
    let tidied = false;
    let produced = 0;
    async function* values() {
      try {
        for (;;) yield ++produced;
      } finally {
        tidied = true;
      }
    }
    const reader = ndjson(values(), new AbortController().signal).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(tidied).toBe(true);
    expect(produced).toBeLessThan(4);
  });

  test("ends quietly when the signal ends the source", async () => {
    const controller = new AbortController();
    async function* values() {
      yield 1;
      controller.abort();
      controller.signal.throwIfAborted();
    }
    expect(await ndjson(values(), controller.signal).text()).toBe("1\n");
  });
});
