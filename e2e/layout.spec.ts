import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures.ts";
import { startSamplesRegistry, type TestRegistry } from "./harness.ts";
import { HomePage } from "./pages/home-page.ts";
import { RepositoryList } from "./pages/repository-list.ts";
import { TagTable } from "./pages/tag-table.ts";

declare global {
  interface Window {
    /** The layout shifts since the page was opened that no input caused. */
    layoutShifts?: { value: number; what: string }[];
  }
}

/** As much as a page may shift in all: what a person does not notice. */
const limit = 0.02;

let fresh: TestRegistry | undefined;

test.beforeAll(async ({ api }) => {
  // One that nothing is known of yet, so that everything arrives while the page is looked at.
  fresh = await startSamplesRegistry();
  await api.addTestRegistry(fresh, "fresh", "Fresh");
});

test.afterAll(async ({ api }) => {
  await api.removeRegistry("fresh");
  await fresh?.stop();
});

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: { value: number; what: string }[] = [];
    window.layoutShifts = shifts;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources?: { node?: Node }[];
        };
        if (shift.hadRecentInput) continue;
        const nodes = (shift.sources ?? []).map(({ node }) =>
          node instanceof Element ? node.outerHTML.slice(0, 100) : "",
        );
        shifts.push({ value: shift.value, what: nodes.join(" ") });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
});

// In this order: the list of the fresh registry is read for the first time in the first test.
test("a list of repositories stands still while it is read for the first time", async ({
  signedInPage: page,
}) => {
  await new RepositoryList(page).open("fresh");
  await expectStill(page);
});

test("a tag table stands still while it is read, the first time and again", { tag: "@mobile" }, async ({
  signedInPage: page,
}) => {
  const table = new TagTable(page);
  await table.open("fresh", "prod/team/app");
  await expectStill(page);
  await page.reload();
  await expect(table.upToDate).toBeVisible();
  await expectStill(page);
});

test("the home page stands still while registries answer", async ({ signedInPage: page }) => {
  // The first reading of a registry brings newer images between those that are listed, so it comes first.
  for (const slug of ["test", "fresh"]) await new RepositoryList(page).open(slug);
  await page.goto("/");
  const home = new HomePage(page);
  for (const name of ["Fresh", "Test registry"]) {
    await expect(home.registry(name)).toContainText(/Answers in \d+ ms/);
    await expect(home.registry(name)).toContainText(/\d+ repositories/);
  }
  await expectStill(page);
});

async function expectStill(page: Page): Promise<void> {
  const shifts = await page.evaluate(() => window.layoutShifts ?? []);
  const sum = shifts.reduce((before, { value }) => before + value, 0);
  expect(sum, JSON.stringify(shifts, null, 1)).toBeLessThan(limit);
}
