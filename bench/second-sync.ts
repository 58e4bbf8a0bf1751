/**
 * `npm run bench:second-sync`: what a sync asks of a registry of 1,000 repositories, one of them with 2,000 tags, when nothing
 * has changed since the one before, a quarter of an hour ago, beside what that first one asked. Ends with code 1 where it is
 * more than one request in twenty.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRegistry } from "#e2e/registry/start-registry.ts";
import { openDatabase } from "#lib/db/database.ts";
import type { IndexContext } from "#lib/index/context.ts";
import { storeLook } from "#lib/index/repository-rows.ts";
import { syncRegistry } from "#lib/index/sync.ts";
import type { Round } from "#lib/index/sync-due.ts";
import type { SyncProgress } from "#lib/index/types.ts";
import { openRegistry } from "#lib/registry/open.ts";
import { cleaningUp } from "#scripts/tools/cleaning-up.ts";
import { runScript, say } from "#scripts/tools/problem.ts";
import { ensurePrograms, requirements } from "#scripts/tools/programs.ts";
import { benchEndpoint, largeRegistryFolder, manyTags } from "./large-registry.ts";

/** The largest part of the first sync's requests. */
const limit = 1 / 20;
/** What `STOWAGE_SYNC_INTERVAL` is where nobody sets it, in milliseconds. */
const interval = 15 * 60_000;

await runScript(async () => {
  await ensurePrograms([requirements.registry, requirements.busybox]);
  await cleaningUp(measure);
});

async function measure(running: AsyncDisposableStack): Promise<void> {
  const server = await startRegistry({ storage: await largeRegistryFolder(say) });
  running.defer(() => server.stop());
  const folder = await mkdtemp(join(tmpdir(), "stowage-second-sync-"));
  running.defer(() => rm(folder, { recursive: true, force: true }));
  const db = openDatabase(join(folder, "stowage.db"));
  running.defer(() => db.destroy());
  const registry = openRegistry(benchEndpoint(server.url));
  running.defer(() => registry.close());
  const context: IndexContext = { registry, db };

  const first = await requestsOf(context, { since: Date.now(), which: "all" });
  console.log(`The first sync                                  ${row(first, first)}`);
  // Somebody has the repository with many tags open.
  await storeLook(db, "bench", manyTags, Date.now());
  const later = Date.now() + interval;
  const second = await requestsOf(context, { since: later, which: "lively", now: later });
  console.log(`The next one, nothing changed                   ${row(second, first)}`);
  const all = await requestsOf(context, { since: later, which: "all" });
  console.log(`One that is asked for by hand, nothing changed  ${row(all, first)}`);
  if (second / first <= limit) return;
  console.log(`OVER 1/${1 / limit}`);
  process.exitCode = 1;
}

function row(requests: number, first: number): string {
  return `${requests.toLocaleString("en").padStart(6)} requests  ${((requests / first) * 100).toFixed(1).padStart(5)} %`;
}

async function requestsOf(context: IndexContext, round: Round): Promise<number> {
  let last: SyncProgress | undefined;
  await syncRegistry(context, [], round, (progress) => {
    last = progress;
  });
  return last?.requests ?? Number.NaN;
}
