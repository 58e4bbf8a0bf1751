import { problemOf } from "./problem.ts";

/**
 * Streams values as newline-delimited JSON, each sent as soon as it is there. An error after the first line cannot
 * change the status any more: it becomes a last line `{ "type": "problem", "problem": … }`.
 *
 * @param signal fires when the person has left; the values are then asked for no more.
 */
export function ndjson(values: AsyncIterable<unknown>, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  const iterator = values[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = signal.aborted ? ({ done: true } as const) : await iterator.next();
        if (!next.done) {
          controller.enqueue(encoder.encode(`${JSON.stringify(next.value)}\n`));
          return;
        }
        if (signal.aborted) await iterator.return?.();
      } catch (error) {
        if (!signal.aborted) {
          controller.enqueue(
            encoder.encode(`${JSON.stringify({ type: "problem", problem: problemOf(error) })}\n`),
          );
        }
      }
      controller.close();
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      // Compression and nginx would hold lines back until there are many.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
