/**
 * `npm run screenshots`: takes the pictures of the README anew, of the sample images in a real registry.
 */
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "#e2e/chromium.ts";
import { signIn } from "#e2e/fixtures.ts";
import { environmentFor, startSamplesRegistry, startTestStowage, type TestStowage } from "#e2e/harness.ts";
import { DeletionDialog } from "#e2e/pages/deletion-dialog.ts";
import { RetentionPage } from "#e2e/pages/retention-page.ts";
import { TagTable } from "#e2e/pages/tag-table.ts";
import { testBuild } from "./tools/build.ts";
import { cleaningUp } from "./tools/cleaning-up.ts";
import { root } from "./tools/next-server.ts";
import { runScript, say } from "./tools/problem.ts";
import { ensurePrograms, requirements } from "./tools/programs.ts";

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly theme: "light" | "dark";
  readonly locale?: string;
  readonly width?: number;
  readonly height?: number;
  /** What a person does before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
}

const app = "/r/test/prod/team/app";

const pictures: readonly Picture[] = [
  { name: "tags", path: app, theme: "light" },
  { name: "image", path: `${app}:2.4.1`, theme: "dark" },
  { name: "layers", path: `${app}:2.4.1?view=layers`, theme: "light" },
  { name: "history", path: `${app}:2.4.1?view=history`, theme: "dark" },
  {
    name: "deletion",
    path: app,
    theme: "light",
    act: async (page) => {
      await askToDelete(page, ["2.4.1", "2.4.0"]);
      await page.getByRole("dialog").getByText("same digest").first().waitFor();
    },
  },
  {
    name: "repositories-ko",
    path: "/r/test?layout=tree",
    theme: "light",
    locale: "ko-KR",
    act: (page) => page.getByText("최신 상태").waitFor(),
  },
  {
    name: "space",
    path: "/r/test",
    theme: "light",
    act: async (page) => {
      await page.getByText("Up to date").waitFor();
      await page.goto("/registries/test/space");
      await page.getByRole("heading", { name: "Growth" }).first().waitFor();
    },
  },
  {
    name: "retention",
    path: "/retention/policies/new",
    theme: "light",
    act: async (page) => {
      const editor = new RetentionPage(page);
      await editor.name.fill("Releases");
      await editor.repositories.fill("prod/* staging/*");
      await editor.addRule("keeps", "latest stable");
      await editor.addRule("deletes", "*");
      await editor.addCondition(2, "Beyond the newest");
      await editor.rule(2).getByLabel("How many").fill("5");
      await editor.preview
        .getByText(/beyond the newest 5/)
        .first()
        .waitFor();
      await page.evaluate(() => window.scrollTo(0, 0));
    },
  },
  {
    name: "plan",
    path: app,
    theme: "dark",
    act: async (page) => {
      await askToDelete(page, ["2.4.0", "2.3.0"]);
      await new DeletionDialog(page).plan.click();
      await page.waitForURL(/\/plans\//);
      await page.getByText("Garbage collection then frees").first().waitFor();
    },
  },
  { name: "search", path: "/search?q=label:source arch:arm64", theme: "dark" },
  { name: "phone", path: app, theme: "dark", width: 390, height: 844 },
];

async function askToDelete(page: Page, tags: readonly string[]): Promise<void> {
  const table = new TagTable(page);
  for (const tag of tags) await table.checkbox(tag).click();
  await table.askToDeleteSelected();
}

await runScript(async () => {
  await ensurePrograms([
    requirements.registry,
    requirements.busybox,
    requirements.chromium,
    requirements.korean,
  ]);
  await testBuild();
  await cleaningUp(async (running) => {
    const registry = await startSamplesRegistry();
    running.defer(() => registry.stop());
    const stowage = await startTestStowage({
      ...environmentFor(registry),
      REGISTRY_NAME: "Production",
      REGISTRY_PUBLIC_ADDRESS: "registry.example.com",
    });
    running.defer(() => stowage.stop());
    const browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumFlags] });
    running.defer(() => browser.close());
    for (const picture of pictures) {
      await take(browser, stowage, picture);
      say(`docs/images/${picture.name}.png`);
    }
  });
});

async function take(browser: Browser, stowage: TestStowage, picture: Picture): Promise<void> {
  const { name, path, theme, locale = "en-GB", width = 1280, height = 800, act } = picture;
  const context = await browser.newContext({
    baseURL: stowage.url,
    viewport: { width, height },
    colorScheme: theme,
    locale,
  });
  const page = await context.newPage();
  await signIn(page, stowage);
  await page.goto(path);
  await act?.(page);
  // Nothing is being waited for any more; a page that hears of changes never stops listening.
  await page.waitForFunction(() => document.querySelector(".animate-pulse") === null);
  await page.screenshot({ path: join(root, "docs/images", `${name}.png`), animations: "disabled" });
  await context.close();
}
