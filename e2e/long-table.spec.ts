import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";
import { TagTable } from "./pages/tag-table.ts";
import { imageOf } from "./sample-image.ts";

const repository = "e2e/long";
const count = 640;
const newest = `v0.0.${count - 1}`;

test.beforeAll(async ({ registry }) => {
  const tags = Array.from({ length: count }, (_, number) => `v0.0.${number}`);
  await registry.push(repository, tags, await imageOf("long"));
});

test("the keyboard reaches the last of many rows, and each is read when it comes into sight", async ({
  signedInPage: page,
}) => {
  const table = new TagTable(page);
  await table.open("test", repository);
  await table.checkbox(newest).click();
  await page.keyboard.press("End");
  await expect(table.row("v0.0.0")).toBeFocused();
  await expect(table.row("v0.0.0")).toContainText("linux/amd64");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/:v0\.0\.\d+$/);
});

test("a range is selected over rows that were never in sight", async ({ signedInPage: page }) => {
  const table = new TagTable(page);
  await table.open("test", repository);
  await table.checkbox(newest).click();
  await page.keyboard.press("Shift+End");
  await expect(table.selection).toContainText(`${count} tags selected`);
});

test("all that a filter leaves is selected at once, without single ones that are taken out again", async ({
  signedInPage: page,
}) => {
  const table = new TagTable(page);
  await table.open("test", repository, "?q=v0.0.5*");
  await expect(table.count).toHaveText(`111 of ${count} tags`);
  await page.getByRole("checkbox", { name: "Select all 111 tags shown" }).click();
  await expect(table.selection).toContainText("111 tags selected");
  await table.checkbox("v0.0.599").click();
  await expect(table.selection).toContainText("110 tags selected");
  await table.filter.fill("v0.0.59*");
  await expect(table.selection).toContainText("100 of them are hidden by the filters");
  await expect(table.checkbox("v0.0.599")).not.toBeChecked();
  await expect(table.checkbox("v0.0.598")).toBeChecked();
});

test("what a person looks at stays where it is when tags come above it, and tells what is new", async ({
  signedInPage: page,
  registry,
}) => {
  const own = "e2e/long-moving";
  const tags = Array.from({ length: 200 }, (_, number) => `v0.0.${number}`);
  await registry.push(own, tags, await imageOf("long"));
  const table = new TagTable(page);
  await table.open("test", own);
  const watched = table.link("v0.0.120");
  await page.mouse.move(400, 400);
  await expect(async () => {
    await page.mouse.wheel(0, 800);
    await expect(watched).toBeInViewport({ timeout: 300 });
  }).toPass();
  const before = await watched.boundingBox();
  await registry.push(own, ["v1.0.0", "v1.0.1", "v1.0.2"], await imageOf("new"));
  await page.evaluate(() => document.querySelector<HTMLElement>("button[aria-label=Refresh]")?.click());
  await expect(table.grid).toHaveAttribute("aria-rowcount", "204");
  expect((await watched.boundingBox())?.y).toBeCloseTo(before?.y ?? Number.NaN, -1);
  await page.mouse.wheel(0, -10_000);
  await expect(table.row("v1.0.2")).toContainText("new");
});

test("the keys for finding lead to the filter, and pressed there again to the browser’s own", async ({
  signedInPage: page,
}) => {
  const table = new TagTable(page);
  await table.open("test", repository);
  const prevented = () =>
    page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          window.addEventListener("keydown", (event) => resolve(event.defaultPrevented), { once: true });
          const options = { key: "f", ctrlKey: true, bubbles: true, cancelable: true };
          (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", options));
        }),
    );
  expect(await prevented()).toBe(true);
  await expect(table.filter).toBeFocused();
  expect(await prevented()).toBe(false);
});
