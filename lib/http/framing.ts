import { subscribe } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";

/**
 * Next 16 drops these from a route's answer, since they would not fit a body that `fetch` has decoded on the way. What a
 * registry sends is passed on as it comes: without them HEAD tells no size, nobody sees how far a download is, and one that
 * breaks off may look whole. So they travel past Next under names of our own, and get theirs back before they are sent.
 */
const dropped = ["content-length", "content-encoding"];
const prefix = "x-stowage-framing-";

/** Next bundles this module several times into one process. */
const shared: { stowageFraming?: true } = globalThis as object;

/** From now on, gives the answers of this process their framing back; see {@link keepFraming}. */
export function watchFraming(): void {
  if (shared.stowageFraming) return;
  shared.stowageFraming = true;
  subscribe("http.server.request.start", (message) => {
    restoreFraming((message as { response: ServerResponse }).response);
  });
}

/** Makes an answer's length and encoding outlast Next. */
export function keepFraming(headers: Headers): void {
  for (const name of dropped) {
    const value = headers.get(name);
    if (value !== null) headers.set(`${prefix}${name}`, value);
  }
}

/** Gives one answer its framing back; see {@link watchFraming}. */
export function restoreFraming(response: ServerResponse): void {
  const set = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    set(name.startsWith(prefix) ? name.slice(prefix.length) : name, value);
}
