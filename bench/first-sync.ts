/**
 * `npm run bench:first-sync`: how long the first reading of 2,000 tags into the index takes, beside a bare loop that asks the
 * registry for the same manifests and configs and keeps nothing. Ends with code 1 where the index needs more than 1.15 times the loop.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent, request } from "undici";
import { startRegistry } from "#e2e/registry/start-registry.ts";
import { openDatabase } from "#lib/db/database.ts";
import { inCompletionOrder } from "#lib/index/in-completion-order.ts";
import { refreshTags } from "#lib/index/refresh-tags.ts";
import { manifestAccept } from "#lib/oci/media-types.ts";
import { openRegistry } from "#lib/registry/open.ts";
import { cleaningUp } from "#scripts/tools/cleaning-up.ts";
import { runScript, say } from "#scripts/tools/problem.ts";
import { ensurePrograms, requirements } from "#scripts/tools/programs.ts";
import { benchEndpoint, largeRegistryFolder, manyTags, tags } from "./large-registry.ts";

const limit = 1.15;
const rounds = 3;
const loopConcurrencies = [8, 16, 32, 64];

await runScript(async () => {
  await ensurePrograms([requirements.registry, requirements.busybox]);
  await cleaningUp(async (running) => {
    const server = await startRegistry({ storage: await largeRegistryFolder(say) });
    running.defer(() => server.stop());

    const loops: { readonly concurrency: number; readonly seconds: number }[] = [];
    const syncs: number[] = [];
    // Taken in turns, since other work on the machine comes and goes.
    for (let round = 0; round < rounds; round += 1) {
      for (const concurrency of loopConcurrencies) {
        loops.push({ concurrency, seconds: await timed(() => bareLoop(server.url, concurrency)) });
      }
      syncs.push(await timed(() => firstSync(server.url)));
    }
    const fastest = loops.toSorted((one, other) => one.seconds - other.seconds)[0];
    if (fastest === undefined) throw new Error("No loop was run.");
    const best = Math.min(...syncs);
    const ratio = best / fastest.seconds;
    console.log(`First reading of ${tags} tags with their sizes and dates, best of ${rounds}`);
    console.log(
      `  bare loop   ${fastest.seconds.toFixed(2)} s, at ${fastest.concurrency} requests at a time`,
    );
    console.log(`  index       ${best.toFixed(2)} s`);
    console.log(`  ratio       ${ratio.toFixed(2)}${ratio <= limit ? "" : `  OVER THE LIMIT of ${limit}`}`);
    if (ratio > limit) process.exitCode = 1;
  });
});

/** In seconds. */
async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Asks for the list, then for each tag's manifest and config. Checks and keeps nothing. */
async function bareLoop(url: string, concurrency: number): Promise<void> {
  const agent = new Agent({ connections: concurrency });
  const json = async (path: string): Promise<unknown> => {
    const { statusCode, body } = await request(`${url}/v2/${path}`, {
      dispatcher: agent,
      headers: { accept: manifestAccept },
    });
    if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}.`);
    return body.json();
  };
  const list = (await json(`${manyTags}/tags/list`)) as { tags: string[] };
  const reads = inCompletionOrder(list.tags, concurrency, async (tag) => {
    const manifest = (await json(`${manyTags}/manifests/${tag}`)) as { config: { digest: string } };
    await json(`${manyTags}/blobs/${manifest.config.digest}`);
  });
  for await (const _ of reads);
  await agent.close();
}

/** Reads all tags into a new index in a file. */
async function firstSync(url: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "stowage-bench-"));
  const db = openDatabase(join(folder, "stowage.db"));
  const registry = openRegistry(benchEndpoint(url));
  try {
    let read = 0;
    for await (const event of refreshTags({ db, registry }, manyTags)) {
      if (event.type === "rows") read += event.rows.filter(({ summary }) => summary !== null).length;
    }
    if (read !== tags) throw new Error(`${read} of ${tags} tags were read.`);
  } finally {
    await registry.close();
    await db.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}
