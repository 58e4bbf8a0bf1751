import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";
import { startEmptyRegistry, type TestRegistry } from "./harness.ts";
import { RepositoryList } from "./pages/repository-list.ts";
import { imageOf } from "./sample-image.ts";

const count = 130;
const name = (index: number) => `team${index % 3}/app${String(index).padStart(3, "0")}`;
const last = name(128);

let long: TestRegistry | undefined;

test.beforeAll(async ({ api }) => {
  long = await startEmptyRegistry();
  const image = await imageOf("one of many");
  for (let index = 0; index < count; index += 1) await long.push(name(index), ["v1"], image);
  await api.addTestRegistry(long, "long", "Long");
});

test.afterAll(async ({ api }) => {
  await api.removeRegistry("long");
  await long?.stop();
});

test("a list longer than what comes with the page is loaded as it comes into sight, by keys too", async ({
  signedInPage: page,
}) => {
  const list = new RepositoryList(page);
  await list.open("long");
  await expect(list.count).toHaveText("130 repositories");
  await list.names().first().focus();
  await page.keyboard.press("End");
  await expect(list.row(last)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(list.row(name(125))).toBeFocused();
  await page.keyboard.press("Home");
  await expect(list.row(name(0))).toBeFocused();
});

test("sorting and filtering are over all repositories, not those that are loaded", async ({
  signedInPage: page,
}) => {
  const list = new RepositoryList(page);
  await list.open("long");
  await page.getByRole("button", { name: /^Sort by name/ }).click();
  await expect(list.names().first()).toHaveText(last);
  await list.filter.fill("app129");
  await expect(list.names()).toHaveText([name(129)]);
  await expect(list.count).toHaveText("1 of 130 repositories");
});

test("a long tree comes folded, and each namespace is loaded when it is unfolded", async ({
  signedInPage: page,
}) => {
  const list = new RepositoryList(page);
  await list.open("long", "?layout=tree");
  await expect(list.namespace("team1")).toContainText("43 repositories");
  await expect(list.row("app001")).toHaveCount(0);
  await list.namespace("team1").getByRole("button").click();
  await expect(list.row("app001")).toBeVisible();
  await list.namespace("team1").getByRole("button").click();
  await expect(list.row("app001")).toHaveCount(0);
});
