import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow, test } from "./fixtures.ts";
import { ImagePage } from "./pages/image-page.ts";
import { Palette } from "./pages/palette.ts";
import { SearchPage } from "./pages/search-page.ts";
import { digestByApi } from "./registry/witness.ts";

/** Reads the whole registry into the index, and waits until it is there. */
async function readAll(page: Page): Promise<void> {
  const sync = "/api/registries/test/sync";
  const origin = new URL(page.url() === "about:blank" ? "http://127.0.0.1" : page.url()).origin;
  const started = await page.request.post(sync, { data: { action: "start" }, headers: { origin } });
  expect(started.status(), await started.text()).toBe(200);
  await expect
    .poll(
      async () => ((await (await page.request.get(sync)).json()) as { finishedAt: number | null }).finishedAt,
      {
        timeout: 60_000,
      },
    )
    .not.toBeNull();
}

test.beforeEach(async ({ signedInPage: page }) => {
  await page.goto("/");
  await readAll(page);
});

test("what is typed is found at once, kept in the address, and opened with the keys alone", async ({
  signedInPage: page,
}) => {
  const search = new SearchPage(page);
  await search.open();
  await expect(search.box).toBeFocused();
  await expect(search.language).toBeVisible();
  await page.keyboard.type("prod/team/app:2.4.1");
  await expect(search.results).toHaveText([/prod\/team\/app:2\.4\.1/]);
  await expect(page).toHaveURL(/\/search\?q=prod\/team\/app:2\.4\.1$/);
  await page.reload();
  await expect(search.results).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await expect(search.links.first()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(search.box).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("/");
  await expect(search.box).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/r/test/prod/team/app:2.4.1");
});

test("a mistake is told below the box, and what was found before stays", async ({ signedInPage: page }) => {
  const search = new SearchPage(page);
  await search.open("repo:payments/ledger tag:3.2.0");
  await expect(search.results).toHaveText([/prod\/payments\/ledger:3\.2\.0/]);
  await search.box.fill("repo:payments/ledger tag:3.2.0 older:90");
  await expect(page.getByText("older: wants a number and d, w, m or y, such as older:90d.")).toBeVisible();
  await expect(search.results).toHaveText([/prod\/payments\/ledger:3\.2\.0/]);
  await expectAccessible(page);
  await search.box.fill("repo:payments/ledger tag:3.2.0 newer:1d smaller:1B");
  await expect(page.getByRole("heading", { name: "Nothing was found" })).toBeVisible();
});

test("a layer of an image leads to all images that contain it", async ({ signedInPage: page }) => {
  await page.goto("/r/test/prod/team/app:latest?view=layers");
  await page.getByRole("link", { name: "Which images contain layer 1?" }).click();
  const search = new SearchPage(page);
  await expect(search.box).toHaveValue(/^layer:sha256:[0-9a-f]{64}$/);
  await expect(search.links.filter({ hasText: "prod/team/app:latest" })).toHaveCount(1);
  await expect(search.results.first()).toContainText(/layer/);
});

test("a digest pasted into the palette finds who holds it", async ({ signedInPage: page, registry }) => {
  const digest = await digestByApi(registry, "prod/team/app", "2.4.1");
  const palette = new Palette(page);
  await palette.open();
  await palette.input.fill(digest ?? "");
  await palette.options.filter({ hasText: "prod/team/app:2.4.1" }).click();
  await expect(new ImagePage(page).heading).toHaveText("2.4.1");
  await palette.open();
  await palette.input.fill("label:org.opencontainers.image.licenses");
  await palette.options.filter({ hasText: "Search everywhere" }).click();
  await expect(new SearchPage(page).box).toHaveValue("label:org.opencontainers.image.licenses");
});

test("the language is explained beside the results, and its examples can be taken from there", async ({
  signedInPage: page,
}) => {
  const search = new SearchPage(page);
  await search.open("app");
  await page.getByRole("button", { name: "How to search" }).click();
  const help = page.getByRole("dialog", { name: "What can be searched for" });
  await help.getByRole("button", { name: "type:helm" }).click();
  await expect(search.box).toHaveValue("app type:helm");
});

for (const [what, query] of [
  ["the language", ""],
  ["results", "label:org.opencontainers.image"],
  ["nothing", "nothing-has-this"],
] as const) {
  test(`${what}: the page is accessible, and fits on a phone`, async ({ signedInPage: page }) => {
    const search = new SearchPage(page);
    await search.open(query);
    await expect(
      query === "" ? search.language : query.startsWith("label") ? search.results.first() : search.nothing,
    ).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);
    await expectAccessible(page);
  });
}
