import { listenToChanges } from "#lib/activity/change-feed.ts";
import { changesKeptFor, lastChange } from "#lib/activity/changes.ts";
import { database } from "#lib/db/database.ts";
import { firstIdAt } from "#lib/db/next-ids.ts";
import { eventStream, type ServerSentEvent } from "./event-stream.ts";

/**
 * Streams what changes in the index, as soon as the index has it. The first event is `ready`, which says from where on, or
 * `missed` where changes since then are forgotten by now, so that a page had better load anew. Then each change is a message.
 *
 * @param registry the slug of the registry that matters; all where absent.
 * @param since the id of the last event that was heard; Last-Event-ID goes before it.
 */
export function changeStream(
  request: Request,
  registry: string | undefined,
  since: number | undefined,
): Response {
  const last = Number(request.headers.get("last-event-id") ?? Number.NaN);
  const from = Number.isSafeInteger(last) && last >= 0 ? last : since;
  return eventStream((signal) => events(registry, from, signal), request.signal);
}

async function* events(
  registry: string | undefined,
  from: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent, void, void> {
  const db = database();
  const kept = firstIdAt(Date.now() - changesKeptFor);
  const missed = from !== undefined && from < kept;
  // A registry where nothing has changed yet has no last change: its listeners begin now.
  const begin = from === undefined || missed ? Math.max(await lastChange(db), kept) : from;
  yield { id: begin, event: missed ? "missed" : "ready", data: {} };
  for await (const { id, ...change } of listenToChanges(db, begin, signal)) {
    if (registry === undefined || change.registry === registry) yield { id, data: change };
  }
}
