import type { Change } from "#lib/activity/types.ts";

/** What somebody on the page wants to hear. */
export interface EventListener {
  readonly onChange: (change: Change) => void;
  /** Changes were missed and can be had no more: what is shown had better be loaded anew. */
  readonly onMissed: () => void;
}

/** One stream of events, however many parts of the page listen. */
interface Connection {
  readonly listeners: Set<EventListener>;
  readonly end: () => void;
}

/** By registry; the empty name is for all of them. */
const connections = new Map<string, Connection>();

/**
 * Hears what changes in a registry's index, or in all where it is null, while the page is seen. A page in the background lets
 * go of its connection, since over HTTP/1.1 a browser has six for all its tabs; when it is seen again, it hears what it missed.
 *
 * @returns what ends it.
 */
export function listenToRegistry(slug: string | null, listener: EventListener): () => void {
  const key = slug ?? "";
  const connection = connections.get(key) ?? connect(slug);
  connections.set(key, connection);
  connection.listeners.add(listener);
  return () => {
    connection.listeners.delete(listener);
    if (connection.listeners.size > 0) return;
    connection.end();
    connections.delete(key);
  };
}

function connect(slug: string | null): Connection {
  const listeners = new Set<EventListener>();
  let source: EventSource | undefined;
  let since: string | undefined;
  const open = () => {
    const query = new URLSearchParams({
      ...(slug === null ? {} : { registry: slug }),
      ...(since === undefined ? {} : { since }),
    });
    source = new EventSource(`/api/activity/stream?${query}`);
    source.addEventListener("ready", ({ lastEventId }) => {
      since = lastEventId;
    });
    source.addEventListener("missed", ({ lastEventId }) => {
      since = lastEventId;
      for (const { onMissed } of listeners) onMissed();
    });
    source.addEventListener("message", ({ data, lastEventId }: MessageEvent<string>) => {
      since = lastEventId;
      const change = JSON.parse(data) as Change;
      for (const { onChange } of listeners) onChange(change);
    });
  };
  const close = () => {
    source?.close();
    source = undefined;
  };
  const follow = () => {
    if (document.visibilityState === "hidden") close();
    else if (source === undefined) open();
  };
  document.addEventListener("visibilitychange", follow);
  follow();
  return {
    listeners,
    end: () => {
      document.removeEventListener("visibilitychange", follow);
      close();
    },
  };
}
