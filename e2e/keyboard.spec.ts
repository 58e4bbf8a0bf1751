import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";
import { DeletionDialog } from "./pages/deletion-dialog.ts";
import { ImagePage } from "./pages/image-page.ts";
import { Palette } from "./pages/palette.ts";
import { RepositoryList } from "./pages/repository-list.ts";
import { Shell } from "./pages/shell.ts";
import { TagTable } from "./pages/tag-table.ts";
import { imageOf } from "./sample-image.ts";

const repository = "library/harbourfront";
/** What the tests here may delete in. */
const ownRepository = "e2e/keys";

test("slash leads to the filter, and Escape clears it", async ({ signedInPage: page }) => {
  const list = new RepositoryList(page);
  await list.open("test");
  await page.keyboard.press("/");
  await expect(list.filter).toBeFocused();
  await page.keyboard.type("ledger");
  await expect(list.names()).toHaveText(["prod/payments/ledger"]);
  await page.keyboard.press("Escape");
  await expect(list.filter).toHaveValue("");

  const table = new TagTable(page);
  await table.open("test", repository);
  await page.keyboard.press("/");
  await expect(table.filter).toBeFocused();
});

test("a pull command pasted into the palette opens its page", async ({ signedInPage: page, registry }) => {
  await page.goto("/");
  const palette = new Palette(page);
  for (const pasted of [
    `docker pull ${registry.host}/prod/team/app:2.4.1`,
    `podman pull --tls-verify=false ${registry.host}/prod/team/app:2.4.1`,
    `http://${registry.host}/v2/prod/team/app/manifests/2.4.1`,
  ]) {
    await palette.open();
    await palette.input.fill(pasted);
    await expect(palette.chosen).toContainText("prod/team/app:2.4.1");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL("/r/test/prod/team/app:2.4.1");
    await expect(new ImagePage(page).heading).toHaveText("2.4.1");
    await page.goto("/");
  }
});

test("the palette finds repositories by parts of their names and says so of a registry it does not know", async ({
  signedInPage: page,
}) => {
  await page.goto("/");
  const palette = new Palette(page);
  await palette.open();
  await palette.input.fill("registry.elsewhere.example/team/app:v1");
  await expect(palette.dialog).toContainText(
    "registry.elsewhere.example is not a registry that is set up here.",
  );
  await palette.input.fill("ledger");
  await expect(palette.chosen).toContainText("prod/payments/ledger");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/r/test/prod/payments/ledger");
});

test("arrows and Enter lead from row to row of the list and into a repository", async ({
  signedInPage: page,
}) => {
  const list = new RepositoryList(page);
  await list.open("test", "?q=team");
  await expect(list.names()).toHaveText([
    "prod/team/app",
    "prod/team/worker",
    "staging/team/app",
    "staging/team/worker",
  ]);
  await list.row("prod/team/app").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(list.row("staging/team/app")).toBeFocused();
  await page.keyboard.press("Home");
  await expect(list.row("prod/team/app")).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/r/test/staging/team/app");
});

test("the tree is folded, unfolded and walked with arrows", async ({ signedInPage: page }) => {
  const list = new RepositoryList(page);
  await list.open("test", "?layout=tree");
  const prod = list.namespace("prod");
  await expect(prod).toHaveAttribute("aria-expanded", "true");
  await prod.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(prod).toHaveAttribute("aria-expanded", "false");
  await expect(list.namespace("prod/team")).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await expect(prod).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await expect(list.namespace("prod/payments")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(prod).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(prod).toBeVisible();
});

test("tags are walked, selected and deleted by keys alone", async ({ signedInPage: page, registry }) => {
  const tags = ["alpha", "bravo", "charlie", "delta", "echo"];
  for (const tag of tags) await registry.push(ownRepository, [tag], await imageOf(`keys ${tag}`));
  const table = new TagTable(page);
  await table.open("test", ownRepository, "?sort=name");
  await expect(table.tags()).toHaveText(tags);
  await table.row("alpha").focus();
  await page.keyboard.press("ArrowDown");
  await expect(table.row("bravo")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(table.row("bravo")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(table.selectedRows()).toHaveCount(3);
  await expect(table.selection).toContainText("3 tags selected");

  await page.keyboard.press("Delete");
  const deletion = new DeletionDialog(page);
  await expect(deletion.confirm).toHaveText("Delete 3 tags");
  await page.keyboard.press("Escape");
  await expect(deletion.dialog).toHaveCount(0);

  await table.row("delta").focus();
  await page.keyboard.press("Control+a");
  await expect(table.selection).toContainText("5 tags selected");
  await page.keyboard.press("Escape");
  await expect(table.selection).toHaveCount(0);

  // With nothing selected, the key is about the row that it was pressed on.
  await page.keyboard.press("Delete");
  await expect(deletion.confirm).toHaveText("Delete tag");
  await deletion.confirm.focus();
  await page.keyboard.press("Enter");
  await expect(deletion.summary).toContainText("1 tag deleted");
  await page.keyboard.press("Escape");
  await expect(table.tags()).toHaveText(["alpha", "bravo", "charlie", "echo"]);
  expect(await registry.tags(ownRepository)).toEqual(["alpha", "bravo", "charlie", "echo"]);

  await table.row("alpha").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/r/test/${ownRepository}:alpha`);
});

test("a question mark shows the keys, and Escape closes what is open", async ({ signedInPage: page }) => {
  await page.goto("/r/test");
  const { help } = new Shell(page);
  await page.getByText("Up to date").waitFor();
  await page.keyboard.press("?");
  await expect(help).toContainText("Delete what is selected");
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);
  const palette = new Palette(page);
  await palette.open();
  await page.keyboard.press("Escape");
  await expect(palette.dialog).toHaveCount(0);
});

test("g and h lead home, g and s to the settings, but not out of a field", async ({ signedInPage: page }) => {
  const table = new TagTable(page);
  await table.open("test", repository);
  await table.filter.focus();
  await page.keyboard.type("gh");
  await expect(table.filter).toHaveValue("gh");
  await expect(page).toHaveURL(/harbourfront/);
  await page.keyboard.press("Escape");
  await table.filter.blur();
  await page.keyboard.type("gh");
  await expect(page).toHaveURL("/");
  await page.keyboard.type("gs");
  await expect(page).toHaveURL("/settings/registries");
});
