import { expect } from "@playwright/test";
import { expectAccessible, expectNoOverflow, test } from "./fixtures.ts";
import { startEmptyRegistry } from "./harness.ts";
import { RepositoryList } from "./pages/repository-list.ts";
import { SpacePage } from "./pages/space-page.ts";

test.beforeEach(async ({ signedInPage: page }) => {
  // So that everything is read and counted.
  await new RepositoryList(page).open("test");
});

test("the picture leads from a namespace to a repository, an image and its page", async ({
  signedInPage: page,
}) => {
  const space = new SpacePage(page);
  await page.getByRole("link", { name: "Space", exact: true }).click();
  await expect(page).toHaveURL("/registries/test/space");
  await expect(space.number("Repositories")).not.toHaveText("0");
  await space.tile("prod/").click();
  await expect(page).toHaveURL("/registries/test/space?at=prod/");
  await space.row("team/").click();
  await space.row("app").click();
  await expect(page).toHaveURL("/registries/test/space?at=prod/team/app");
  await expect(space.trail).toHaveText(/prod\/team\/app$/);
  await space.table.getByRole("link", { name: "Open the image" }).first().click();
  await expect(page).toHaveURL(/\/r\/test\/prod\/team\/app:/);
  await page.goBack();
  await space.table.getByRole("row").nth(1).getByRole("link").first().click();
  await expect(page).toHaveURL(/\?at=prod\/team\/app&image=sha256:/);
  await expect(space.table).toContainText("layer, in");
  await page.reload();
  await expect(space.table).toContainText("layer, in");
});

test("the picture is walked by keys, and each of its tiles has a row beside it", async ({
  signedInPage: page,
}) => {
  const space = new SpacePage(page);
  await space.open("test");
  await space.tile("prod/").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/registries/test/space?at=prod/");
  const tiles = await space.picture.getByRole("listitem").count();
  await expect(space.table.getByRole("row")).toHaveCount(tiles + 1);
});

test("sizes are told by age and by layer too", async ({ signedInPage: page }) => {
  const space = new SpacePage(page);
  await space.open("test");
  await page.getByRole("link", { name: "By age" }).click();
  await expect(space.table).toContainText("Shared by several images");
  await page.getByRole("link", { name: "Quarters" }).click();
  await expect(space.table).toContainText(/\d{4} Q[1-4]/);
  await page.getByRole("link", { name: "Months" }).click();
  await space.table.getByRole("link").first().click();
  await expect(page).toHaveURL(/by=age&at=/);
  await expect(space.table.getByRole("link", { name: "Open the image" }).first()).toBeVisible();
  await page.getByRole("link", { name: "By layer" }).click();
  const layer = space.table.getByRole("link").first();
  await expect(layer).toHaveAttribute("href", /^\/search\?q=layer%3Asha256%3A[0-9a-f]{64}$/);
});

test("an image’s layers say what the image alone holds", async ({ signedInPage: page }) => {
  await page.goto("/r/test/prod/team/app:2.3.0?view=layers");
  await expect(page.getByRole("main")).toContainText(/Only this image holds [\d.,]+ (KiB|MiB) of it/);
  // The same image is in the staging repository.
  await page.goto("/r/test/prod/team/app:latest?view=layers");
  await expect(page.getByRole("main")).toContainText("deleting it would free nothing");
});

test("an address of something that is gone shows the whole registry and says so", async ({
  signedInPage: page,
}) => {
  const space = new SpacePage(page);
  await page.goto("/registries/test/space?at=no/such");
  await expect(page.getByText("not known any more")).toBeVisible();
  await expect(space.tile("prod/")).toBeVisible();
});

test("a registry without images says that there is nothing to count", async ({ signedInPage: page, api }) => {
  const empty = await startEmptyRegistry();
  try {
    await api.addTestRegistry(empty, "nothing", "Nothing");
    await page.goto("/registries/nothing/space");
    await expect(page.getByRole("heading", { name: "Nothing to count yet" })).toBeVisible();
    await expectAccessible(page);
  } finally {
    await api.removeRegistry("nothing");
    await empty.stop();
  }
});

test("every view is accessible and fits a telephone", { tag: "@mobile" }, async ({ signedInPage: page }) => {
  const space = new SpacePage(page);
  for (const query of ["", "?at=prod/", "?at=prod/team/app", "?by=age", "?by=layer"]) {
    await space.open("test", query);
    await expectAccessible(page);
    await expectNoOverflow(page);
  }
});
