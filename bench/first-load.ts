/**
 * `npm run bench:first-load`: the JavaScript that Chromium loads when a page is opened for the first time, compressed, as
 * bytes on the wire. Ends with code 1 when the repository page is over its limit.
 */
import { setTimeout as delay } from "node:timers/promises";
import { chromium, type Page } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "#e2e/chromium.ts";
import { signIn } from "#e2e/fixtures.ts";
import { environmentFor, startSamplesRegistry, startTestStowage } from "#e2e/harness.ts";
import { prepareSamples } from "#e2e/samples-template.ts";
import { testBuild } from "#scripts/tools/build.ts";
import { cleaningUp } from "#scripts/tools/cleaning-up.ts";
import { runScript } from "#scripts/tools/problem.ts";
import { ensurePrograms, requirements } from "#scripts/tools/programs.ts";

/** In kB of 1000 bytes. */
const limit = 200;
const repositoryPage = "/r/test/prod/team/app";
const paths = ["/", "/r/test", repositoryPage, `${repositoryPage}:latest`];

/** A page that asked for no script for so long has all that it wants at first, in milliseconds. */
const quietFor = 1_000;

await runScript(async () => {
  await ensurePrograms([requirements.registry, requirements.busybox, requirements.chromium]);
  await testBuild();
  await prepareSamples();
  await cleaningUp(measure);
});

async function measure(running: AsyncDisposableStack): Promise<void> {
  const registry = await startSamplesRegistry();
  running.defer(() => registry.stop());
  const stowage = await startTestStowage(environmentFor(registry));
  running.defer(() => stowage.stop());
  const browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumFlags] });
  running.defer(() => browser.close());

  console.log(`First-load JavaScript, gzip, in kB (limit of the repository page: ${limit})`);
  for (const path of paths) {
    // A context of its own for each page: nothing is in the cache.
    const context = await browser.newContext({ baseURL: stowage.url });
    const page = await context.newPage();
    await signIn(page, stowage);
    const scripts = await loadedScripts(page, path);
    await context.close();
    const total = scripts.reduce((sum, { size }) => sum + size, 0) / 1000;
    const verdict = path !== repositoryPage ? "" : total <= limit ? "  within the limit" : "  OVER THE LIMIT";
    console.log(`${total.toFixed(1).padStart(8)}  ${path}  (${scripts.length} files)${verdict}`);
    if (process.argv.includes("--files")) {
      for (const { size, name } of scripts) console.log(`${(size / 1000).toFixed(1).padStart(12)}  ${name}`);
    }
    if (path === repositoryPage && total > limit) process.exitCode = 1;
  }
}

interface Script {
  readonly name: string;
  /** Bytes of the body on the wire. */
  readonly size: number;
}

/** Opens a page and waits until it is quiet; the largest scripts come first. */
async function loadedScripts(page: Page, path: string): Promise<readonly Script[]> {
  const scripts: Promise<Script>[] = [];
  let lastAsked = performance.now();
  page.on("request", (request) => {
    if (request.resourceType() === "script") lastAsked = performance.now();
  });
  page.on("requestfinished", (request) => {
    if (request.resourceType() !== "script") return;
    const name = new URL(request.url()).pathname;
    scripts.push(request.sizes().then(({ responseBodySize }) => ({ name, size: responseBodySize })));
  });
  const response = await page.goto(path);
  if (response === null || !response.ok()) throw new Error(`${path} answered ${response?.status()}.`);
  // Not until the network is idle: a page that hears of changes never is.
  while (performance.now() - lastAsked < quietFor) await delay(100);
  const loaded = await Promise.all(scripts);
  if (loaded.length === 0) throw new Error(`${path} loaded no script, which cannot be.`);
  return loaded.toSorted((one, other) => other.size - one.size);
}
