/**
 * `npm run bench:tag-table`: how long the table of 2,000 tags takes, beside the 4,002 requests by which others fill it. Ends
 * with code 1 where it takes more than its share of their time, or asks the registry before it shows.
 */
import { setTimeout as delay } from "node:timers/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import { Agent, request } from "undici";
import { chromiumFlags, chromiumPath } from "#e2e/chromium.ts";
import { signIn } from "#e2e/fixtures.ts";
import { environmentFor, startTestStowage, type TestStowage } from "#e2e/harness.ts";
import { TagTable } from "#e2e/pages/tag-table.ts";
import { startRegistry } from "#e2e/registry/start-registry.ts";
import { inCompletionOrder } from "#lib/index/in-completion-order.ts";
import { manifestAccept } from "#lib/oci/media-types.ts";
import { startFaultyProxy } from "#lib/registry/test-faulty-proxy.ts";
import { testBuild } from "#scripts/tools/build.ts";
import { cleaningUp } from "#scripts/tools/cleaning-up.ts";
import { runScript, say } from "#scripts/tools/problem.ts";
import { ensurePrograms, requirements } from "#scripts/tools/programs.ts";
import { largeRegistryFolder, manyTags, tags } from "./large-registry.ts";
import { signIn as sessionOf } from "./sign-in.ts";

/** The largest part of the 4,002 requests' time that each may take. */
const limits = { "new tab": 1 / 10, "from the list": 1 / 25, server: 1 / 100 } as const;
const rounds = 5;
/** In milliseconds. */
const pointing = 150;
/** Requests that a browser has under way to one host. */
const browserConcurrency = 6;
/** The first row: of the newest version. */
const newest = "v4.19.19";

await runScript(async () => {
  await ensurePrograms([requirements.registry, requirements.busybox, requirements.chromium]);
  await testBuild();
  await cleaningUp(measure);
});

async function measure(running: AsyncDisposableStack): Promise<void> {
  const registry = await startRegistry({ storage: await largeRegistryFolder(say) });
  running.defer(() => registry.stop());
  // Hands every request on; what is asked, and when, is the point.
  const proxy = await startFaultyProxy(registry.url);
  running.defer(() => proxy.stop());
  const asked: string[] = [];
  proxy.fault = (method, path) => {
    asked.push(`${method} ${path}`);
    return "none";
  };
  const stowage = await startTestStowage(environmentFor(proxy));
  running.defer(() => stowage.stop());
  const browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumFlags] });
  running.defer(() => browser.close());

  say("Reading the tags into the index, once");
  await inNewTab(browser, stowage, async (page) => {
    await new TagTable(page).open(stowage.slug, manyTags);
  });
  const cookie = await sessionOf(stowage);
  const others = await timed(() => manyRequests(registry.url));
  const times: Record<keyof typeof limits, number[]> = { "new tab": [], "from the list": [], server: [] };
  for (let round = 0; round < rounds; round += 1) {
    await inNewTab(browser, stowage, async (page) => {
      asked.length = 0;
      times["new tab"].push(
        await page
          .goto(`/r/${stowage.slug}/${manyTags}`, { waitUntil: "commit" })
          .then(() => untilComplete(page)),
      );
      await new TagTable(page).upToDate.waitFor();
      const lists = asked.filter((line) => line.includes("/tags/list"));
      if (lists.length !== 1) throw new Error(`The list was asked for ${lists.length} times.`);
    });
    await inNewTab(browser, stowage, async (page) => {
      await page.goto(`/r/${stowage.slug}`);
      const link = page.getByRole("link", { name: manyTags });
      await link.waitFor();
      // Whoever is in a list was in a table before: the browser has compiled its programs.
      await untilComplete(page, `/r/${stowage.slug}/${manyTags}`);
      await page.goto(`/r/${stowage.slug}`);
      await link.waitFor();
      // A person points at a link before the click; quick ones this long.
      await link.hover();
      await delay(pointing);
      times["from the list"].push(await untilComplete(page, `/r/${stowage.slug}/${manyTags}`));
      for (let asking = 0; asking < rounds; asking += 1) {
        times.server.push(await serverTime(stowage, cookie));
      }
    });
  }

  console.log(`The table of ${tags} tags, with sizes and dates; median of ${rounds}`);
  console.log(`  4,002 requests, ${browserConcurrency} at a time   ${others.toFixed(2)} s`);
  for (const name of Object.keys(limits) as (keyof typeof limits)[]) {
    const sorted = times[name].toSorted((one, other) => one - other);
    const seconds = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
    const share = seconds / others;
    const verdict = share <= limits[name] ? "" : `  OVER 1/${Math.round(1 / limits[name])}`;
    if (verdict !== "") process.exitCode = 1;
    console.log(
      `  ${name.padEnd(14)} ${(seconds * 1000).toFixed(0).padStart(6)} ms   1/${(1 / share).toFixed(0)}${verdict}`,
    );
  }
}

/** In seconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** The catalog, the list, and of each tag its manifest and its config: what a table costs that keeps no index. */
async function manyRequests(url: string): Promise<void> {
  const agent = new Agent({ connections: browserConcurrency });
  const ask = async (method: "GET" | "HEAD", path: string) => {
    const { statusCode, body } = await request(`${url}/v2/${path}`, {
      method,
      dispatcher: agent,
      headers: { accept: manifestAccept },
    });
    if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}.`);
    return body.text();
  };
  await ask("GET", "_catalog");
  const list = JSON.parse(await ask("GET", `${manyTags}/tags/list`)) as { tags: string[] };
  const reads = inCompletionOrder(list.tags, browserConcurrency, async (tag) => {
    const manifest = JSON.parse(await ask("GET", `${manyTags}/manifests/${tag}`)) as {
      config: { digest: string };
    };
    await ask("GET", `${manyTags}/blobs/${manifest.config.digest}`);
  });
  for await (const _ of reads);
  await agent.close();
}

async function inNewTab(
  browser: Browser,
  stowage: TestStowage,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ baseURL: stowage.url });
  const page = await context.newPage();
  await page.addInitScript(watchTable, { newest, counted: `${tags.toLocaleString("en")} tags` });
  await signIn(page, stowage);
  await work(page);
  await context.close();
}

/** A page that notes when the table is complete and painted, in milliseconds since its own beginning. */
interface Watching {
  tableComplete?: number;
}

/** The table is complete when its first row has a size and a date, and it counts all tags. */
function watchTable({ newest: first, counted }: { newest: string; counted: string }): void {
  const watching = window as Watching;
  const look = () => {
    const row = document.querySelector('[role=row][data-row="0"]')?.textContent ?? "";
    const count = document.querySelector("main [role=status].tabular")?.textContent;
    const complete = row.includes(first) && / B/.test(row) && /ago/.test(row) && count === counted;
    if (!complete || watching.tableComplete !== undefined) return;
    watching.tableComplete = Number.NaN;
    requestAnimationFrame(() =>
      setTimeout(() => {
        watching.tableComplete = performance.now();
      }),
    );
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

/** In seconds from the click, or from when the page's address was asked for. */
async function untilComplete(page: Page, click?: string): Promise<number> {
  return page.evaluate(async (link) => {
    const watching = window as Watching;
    const start = link === undefined ? 0 : performance.now();
    if (link !== undefined) {
      delete watching.tableComplete;
      document.querySelector<HTMLElement>(`main a[href="${link}"]`)?.click();
    }
    while (!(watching.tableComplete !== undefined && watching.tableComplete > 0)) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return (watching.tableComplete - start) / 1000;
  }, click);
}

/** What the server takes to give every row that it knows, in one answer, asked as the 4,002 requests are. In seconds. */
async function serverTime(stowage: TestStowage, cookie: string): Promise<number> {
  const path = `/api/registries/${stowage.slug}/tags?repository=${encodeURIComponent(manyTags)}&limit=${tags}`;
  return timed(async () => {
    const { body } = await request(`${stowage.url}${path}`, { headers: { cookie } });
    const { rows } = (await body.json()) as { rows: { summary: { size: number } | null }[] };
    if (rows.length !== tags) throw new Error(`${rows.length} of ${tags} rows came.`);
    if (rows.some(({ summary }) => summary === null)) throw new Error("A row was not read yet.");
  });
}
