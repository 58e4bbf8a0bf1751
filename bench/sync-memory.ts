/**
 * `npm run bench:sync-memory`: has a production server of Stowage read a registry of 10,000 repositories and 100,000 tags for
 * the first time, and then again, and tells the most memory that it took. Ends with code 1 when that is over its limit. Linux
 * alone.
 */
import { setTimeout as delay } from "node:timers/promises";
import { request } from "undici";
import { environmentFor, startTestStowage } from "#e2e/harness.ts";
import type { RegistrySync } from "#lib/index/types.ts";
import { testBuild } from "#scripts/tools/build.ts";
import { cleaningUp } from "#scripts/tools/cleaning-up.ts";
import { Problem, runScript } from "#scripts/tools/problem.ts";
import { madeUp, startMadeUpRegistry } from "./made-up-registry.ts";
import { descendants, memory } from "./process-memory.ts";
import { signIn } from "./sign-in.ts";

/** Resident memory of all of the server's processes, in MB. */
const limit = 400;
/** A sync that takes longer has failed, in milliseconds. */
const patience = 30 * 60_000;

await runScript(async () => {
  await testBuild();
  await cleaningUp(measure);
});

async function measure(running: AsyncDisposableStack): Promise<void> {
  const registry = await startMadeUpRegistry();
  running.defer(() => registry.stop());
  const others = new Set(await descendants(process.pid));
  const stowage = await startTestStowage(environmentFor(registry));
  running.defer(() => stowage.stop());
  const server = (await descendants(process.pid)).filter((pid) => !others.has(pid));
  const cookie = await signIn(stowage);
  console.log(`Idle: ${await megabytes(server, "VmRSS")} MB`);

  const path = `${stowage.url}/api/registries/${stowage.slug}/sync`;
  for (const name of ["the first sync", "a second sync, asked for by hand"]) {
    const { progress, seconds } = await sync(path, stowage.url, cookie);
    const tags = progress?.tags.toLocaleString("en");
    console.log(
      `${name}: ${tags} tags, ${progress?.requests.toLocaleString("en")} requests in ${seconds.toFixed(0)} s; most memory since the start ${await megabytes(server, "VmHWM")} MB`,
    );
    if (progress?.tags !== madeUp.tags) throw new Problem(`${tags} tags were read.`);
  }
  const within = (await megabytes(server, "VmHWM")) <= limit;
  console.log(`Limit: ${limit} MB  ${within ? "within the limit" : "OVER THE LIMIT"}`);
  if (!within) process.exitCode = 1;
}

async function megabytes(pids: readonly number[], what: "VmRSS" | "VmHWM"): Promise<number> {
  return Math.round((await memory(pids, what)) * 1.048576);
}

/** Has the registry read from now on, and waits until it is. */
async function sync(
  path: string,
  origin: string,
  cookie: string,
): Promise<{ readonly progress: RegistrySync["progress"]; readonly seconds: number }> {
  const start = performance.now();
  const asked = await request(path, {
    method: "POST",
    headers: { cookie, origin, "content-type": "application/json" },
    body: JSON.stringify({ action: "start" }),
  });
  await asked.body.dump();
  if (asked.statusCode !== 200) throw new Problem(`Asking for a sync answered ${asked.statusCode}.`);
  while (performance.now() - start < patience) {
    await delay(500);
    const { body } = await request(path, { headers: { cookie } });
    const { state, finishedAt, progress, problem } = (await body.json()) as RegistrySync;
    if (problem !== null) throw new Problem(`The sync failed: ${problem.message}`);
    if (state === "waiting" && finishedAt !== null) {
      return { progress, seconds: (performance.now() - start) / 1000 };
    }
  }
  throw new Problem("The sync did not end.");
}
