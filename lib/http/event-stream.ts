import { reportUnheard } from "./report-unheard.ts";
import { stoppingController } from "./stopping.ts";

/** A message of a stream, as the HTML standard's “Server-sent events” has it. */
export interface ServerSentEvent {
  /** From which a browser that lost the connection goes on. */
  readonly id: number;
  /** `message` where absent. */
  readonly event?: string;
  /** Sent as JSON. */
  readonly data: unknown;
}

/** How often a silent stream says that it is alive: proxies end those that say nothing for a minute. In milliseconds. */
const heartbeatEvery = 15_000;

/**
 * How long a stream lives, in milliseconds. The browser then opens it again by itself, and is asked anew who it is: somebody
 * who was signed out hears no more.
 */
const longestLife = 10 * 60_000;

/**
 * Streams messages as server-sent events, until whoever listens leaves or the server stops.
 *
 * @param open begins the messages; its signal fires when they are wanted no more.
 * @param signal fires when whoever listens has left.
 */
export function eventStream(
  open: (signal: AbortSignal) => AsyncGenerator<ServerSentEvent, void, void>,
  signal: AbortSignal,
  heartbeat = heartbeatEvery,
): Response {
  const encoder = new TextEncoder();
  const leaving = new AbortController();
  const ending = AbortSignal.any([
    signal,
    leaving.signal,
    stoppingController().signal,
    AbortSignal.timeout(longestLife),
  ]);
  const messages = open(ending);
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      // So that the answer begins before there is anything to say.
      controller.enqueue(encoder.encode(": Stowage\n\n"));
      const timer = setInterval(() => controller.enqueue(encoder.encode(":\n\n")), heartbeat);
      const stop = () => clearInterval(timer);
      ending.addEventListener("abort", stop, { once: true });
      void send(messages, (text) => controller.enqueue(encoder.encode(text)))
        // Once nobody listens, nothing can be sent any more.
        .catch((error: unknown) => {
          if (!ending.aborted) reportUnheard(error);
        })
        .finally(() => {
          stop();
          // Cancelled streams are closed already.
          if (!leaving.signal.aborted) controller.close();
        });
    },
    cancel() {
      leaving.abort();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Compression and nginx would hold messages back until there are many.
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

async function send(
  messages: AsyncGenerator<ServerSentEvent, void, void>,
  write: (text: string) => void,
): Promise<void> {
  for await (const { id, event, data } of messages) {
    const name = event === undefined ? "" : `event: ${event}\n`;
    write(`id: ${id}\n${name}data: ${JSON.stringify(data)}\n\n`);
  }
}
