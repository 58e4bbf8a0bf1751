import { afterEach, expect, test, vi } from "vitest";
import { eventStream, type ServerSentEvent } from "./event-stream.ts";
import { stoppingController } from "./stopping.ts";

afterEach(() => {
  vi.useRealTimers();
  // Stopping is for good; the next test is another server.
  Object.assign(globalThis, { stowageStopping: undefined });
});

/** Messages that never end by themselves, and whether they were ended. */
function endless(...messages: ServerSentEvent[]) {
  const state = { ended: false };
  async function* open(signal: AbortSignal): AsyncGenerator<ServerSentEvent, void, void> {
    try {
      yield* messages;
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    } finally {
      state.ended = true;
    }
  }
  return { open, state };
}

/** A reader of texts. */
function readerOf(response: Response) {
  if (response.body === null) throw new Error("There is no body.");
  return response.body.pipeThrough(new TextDecoderStream()).getReader();
}

async function textUntil(reader: ReturnType<typeof readerOf>, wanted: string): Promise<string> {
  let text = "";
  while (!text.includes(wanted)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`It ended without ${wanted}: ${text}`);
    text += value;
  }
  return text;
}

test("messages are sent as they come, with their number, and nothing on the way keeps them back", async () => {
  const { open } = endless({ id: 7, data: { a: 1 } }, { id: 8, event: "ready", data: {} });
  const response = eventStream(open, new AbortController().signal);
  expect(Object.fromEntries(response.headers)).toEqual({
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
  });
  const reader = readerOf(response);
  expect(await textUntil(reader, "ready\ndata: {}\n\n")).toBe(
    ': Stowage\n\nid: 7\ndata: {"a":1}\n\nid: 8\nevent: ready\ndata: {}\n\n',
  );
  await reader.cancel();
});

test("a stream with nothing to say says that it is alive", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { open } = endless();
  const reader = readerOf(eventStream(open, new AbortController().signal));
  await textUntil(reader, ": Stowage\n\n");
  vi.advanceTimersByTime(15_000);
  expect(await textUntil(reader, ":\n\n")).toBe(":\n\n");
  await reader.cancel();
  expect(vi.getTimerCount()).toBe(0);
});

test("it ends, and what it listens to with it, when the reader leaves", async () => {
  const { open, state } = endless();
  const reader = readerOf(eventStream(open, new AbortController().signal));
  await textUntil(reader, ": Stowage");
  await reader.cancel();
  await vi.waitFor(() => expect(state.ended).toBe(true));
});

test.each([
  ["the connection is lost", (leaving: AbortController) => leaving.abort()],
  ["the server stops", () => stoppingController().abort()],
])("it ends when %s", async (_, end) => {
  const { open, state } = endless();
  const leaving = new AbortController();
  const reader = readerOf(eventStream(open, leaving.signal));
  await textUntil(reader, ": Stowage");
  end(leaving);
  expect((await reader.read()).done).toBe(true);
  expect(state.ended).toBe(true);
});

test("it ends when its messages fail, and why is written down", async () => {
  const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  async function* failing(): AsyncGenerator<ServerSentEvent, void, void> {
    yield { id: 1, data: {} };
    throw new RangeError("The database is upside down.");
  }
  const reader = readerOf(eventStream(failing, new AbortController().signal));
  await textUntil(reader, "id: 1");
  expect((await reader.read()).done).toBe(true);
  expect(written.mock.calls.join()).toContain("The database is upside down.");
  written.mockRestore();
});
