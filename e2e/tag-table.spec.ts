import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";
import { startSamplesRegistry } from "./harness.ts";
import { DeletionDialog } from "./pages/deletion-dialog.ts";
import { TagTable } from "./pages/tag-table.ts";
import { digestByApi } from "./registry/witness.ts";
import { imageOf } from "./sample-image.ts";

const day = 24 * 60 * 60 * 1000;
const repository = "e2e/table";

// The tests of this file share a repository, and none of them changes it.
test.beforeAll(async ({ registry }) => {
  const created = (daysAgo: number) => new Date(Date.now() - daysAgo * day);
  const push = async (names: string[], daysAgo: number, bytes: number, architecture = "amd64") =>
    registry.push(
      repository,
      names,
      await imageOf(names.join(), { created: created(daysAgo), bytes, architecture }),
    );
  await push(["1.0.0", "1.0"], 400, 40_000);
  await push(["2.0.0"], 100, 90_000);
  await push(["2.1.0"], 40, 20_000, "arm64");
  await push(["v3"], 10, 60_000);
  await push(["nightly"], 1, 10_000);
});

for (const [filter, expected] of [
  ["nig", ["nightly"]],
  ["2.*", ["2.1.0", "2.0.0"]],
  ["/^v?\\d/", ["v3", "2.1.0", "2.0.0", "1.0.0", "1.0"]],
] as const) {
  test(`the filter ${filter} leaves what it names, and the address keeps it`, async ({
    signedInPage: page,
  }) => {
    const table = new TagTable(page);
    await table.open("test", repository);
    await table.filter.fill(filter);
    await expect
      .poll(async () => (await table.tags().allTextContents()).toSorted())
      .toEqual([...expected].toSorted());
    await expect(table.count).toHaveText(`${expected.length} of 6 tags`);
    await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe(filter);
    await page.reload();
    await expect(table.filter).toHaveValue(filter);
    await expect(table.count).toHaveText(`${expected.length} of 6 tags`);
  });
}

test("a filter that cannot be read says what is wrong with it", async ({ signedInPage: page }) => {
  const table = new TagTable(page);
  await table.open("test", repository);
  await table.filter.fill("/(/");
  await expect(page.getByRole("search").getByRole("alert")).toHaveText("A “(” is not closed.");
});

test("age and platform narrow the table, and the address keeps them", async ({ signedInPage: page }) => {
  const table = new TagTable(page);
  await table.open("test", repository);
  await page.getByRole("button", { name: "Age and platform" }).click();
  await page.getByLabel("Created at least … days ago").fill("30");
  await expect(table.count).toHaveText("4 of 6 tags");
  await page.getByLabel("Created at most … days ago").fill("200");
  await expect(table.tags()).toHaveText(["2.1.0", "2.0.0"]);
  await page.getByLabel("Platform", { exact: true }).selectOption("linux/arm64");
  await expect(table.tags()).toHaveText(["2.1.0"]);
  await expect(page).toHaveURL(/older=30/);
  await page.reload();
  await expect(table.tags()).toHaveText(["2.1.0"]);
  await expect(page.getByRole("button", { name: "Age and platform (3)" })).toBeVisible();
});

test("each heading sorts both ways, and a reload shows the same", async ({ signedInPage: page }) => {
  const table = new TagTable(page);
  await table.open("test", repository, "?q=/^(2|v)/");
  await table.sortBy("size");
  await expect(table.tags()).toHaveText(["2.0.0", "v3", "2.1.0"]);
  await table.sortBy("size");
  await expect(table.tags()).toHaveText(["2.1.0", "v3", "2.0.0"]);
  await page.reload();
  await expect(table.tags()).toHaveText(["2.1.0", "v3", "2.0.0"]);
  await expect(table.heading("Size")).toHaveAttribute("aria-sort", "ascending");
  await table.sortBy("date of creation");
  await expect(table.tags()).toHaveText(["v3", "2.1.0", "2.0.0"]);
  await table.sortByName();
  await expect(table.tags()).toHaveText(["2.0.0", "2.1.0", "v3"]);
});

test("a hidden column stays hidden after a reload", async ({ signedInPage: page }) => {
  const table = new TagTable(page);
  await table.open("test", repository);
  await expect(table.heading("Size")).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Size" }).click();
  await expect(table.heading("Size")).toHaveCount(0);
  await page.reload();
  await expect(table.heading("Type")).toBeVisible();
  await expect(table.heading("Size")).toHaveCount(0);
});

test("a click with Shift selects all rows between", async ({ signedInPage: page }) => {
  const table = new TagTable(page);
  await table.open("test", repository, "?sort=name");
  await table.checkbox("1.0.0").click();
  await table.checkbox("nightly").click({ modifiers: ["Shift"] });
  await expect(table.selection).toContainText("4 tags selected");
  await table.filter.fill("2.*");
  await expect(table.selection).toContainText("2 of them are hidden by the filters");
});

test("a row’s menu copies the pull command, the reference and the digest", async ({
  signedInPage: page,
  registry,
}) => {
  const table = new TagTable(page);
  await table.open("test", repository);
  const digest = await digestByApi(registry, repository, "2.0.0");
  const reference = `${registry.host}/${repository}`;
  for (const [item, expected] of [
    ["docker pull", `docker pull ${reference}:2.0.0`],
    ["podman pull", `podman pull --tls-verify=false ${reference}:2.0.0`],
    ["Copy reference with digest", `${reference}@${digest}`],
    ["Copy digest", digest],
  ] as const) {
    const menu = await table.menu("2.0.0");
    await menu.getByRole("menuitem", { name: item, exact: true }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(expected);
  }
});

test("tags on one digest name each other", async ({ signedInPage: page }) => {
  const table = new TagTable(page);
  await table.open("test", repository);
  await expect(table.row("1.0")).toContainText("same digest as 1.0.0");
  await expect(table.row("1.0.0")).toContainText("same digest as 1.0");
  await expect(table.row("2.0.0")).not.toContainText("same digest");
});

test("a tag pushed while the page is open appears after a refresh, and one that moved says so", async ({
  signedInPage: page,
  registry,
}) => {
  const own = "e2e/moving";
  await registry.push(own, ["stays", "moves"], await imageOf("before"));
  const table = new TagTable(page);
  await table.open("test", own);
  await registry.push(own, ["moves", "pushed"], await imageOf("after"));
  await table.refresh.click();
  await expect(table.row("pushed")).toContainText("new");
  await expect(table.row("moves")).toContainText("moved");
  await expect(table.row("stays")).not.toContainText("moved");
});

test("deleting many tags asks for their number and reports on each", async ({
  signedInPage: page,
  registry,
}) => {
  const own = "e2e/many";
  const many = Array.from({ length: 12 }, (_, number) => `old-${number + 10}`);
  for (const tag of many) await registry.push(own, [tag], await imageOf(tag));
  await registry.push(own, ["kept"], await imageOf("kept"));
  const table = new TagTable(page);
  await table.open("test", own, "?q=old-*");
  await page.getByRole("checkbox", { name: "Select all 12 tags shown" }).click();
  await table.askToDeleteSelected();
  const deletion = new DeletionDialog(page);
  await expect(deletion.confirm).toBeDisabled();
  await deletion.typing.fill("12");
  await deletion.confirm.click();
  await expect(deletion.summary).toContainText("12 tags deleted");
  for (const tag of many) await expect(deletion.outcome(tag)).toContainText("deleted");
  await deletion.close();
  await expect(page.getByText("No tag fits these filters.")).toBeVisible();
  expect(await registry.tags(own)).toEqual(["kept"]);
});

test("a tag that moved between the preview and the deletion is left alone and reported", async ({
  signedInPage: page,
  registry,
}) => {
  const own = "e2e/raced";
  await registry.push(own, ["stays"], await imageOf("stays"));
  await registry.push(own, ["moves"], await imageOf("seen"));
  await registry.push(own, ["goes"], await imageOf("goes"));
  const table = new TagTable(page);
  await table.open("test", own);
  await table.checkbox("moves").click();
  await table.checkbox("goes").click();
  await table.askToDeleteSelected();
  const deletion = new DeletionDialog(page);
  await expect(deletion.confirm).toHaveText("Delete 2 tags");
  const digest = await registry.push(own, ["moves"], await imageOf("pushed meanwhile"));
  await deletion.confirm.click();
  await expect(deletion.outcome("moves")).toContainText("points elsewhere by now, left alone");
  await expect(deletion.outcome("goes")).toContainText("deleted");
  await expect(deletion.summary).toContainText("1 pointed elsewhere by now and was left alone");
  expect(await registry.tags(own)).toEqual(["moves", "stays"]);
  expect(await digestByApi(registry, own, "moves")).toBe(digest);
});

test("deleting latest asks for the repository’s name", async ({ signedInPage: page, registry }) => {
  const own = "e2e/latest";
  await registry.push(own, ["latest", "1.0"], await imageOf("latest"));
  const table = new TagTable(page);
  await table.open("test", own);
  await table.askToDelete("latest");
  const deletion = new DeletionDialog(page);
  await expect(deletion.dialog).toContainText("latest is what is pulled where no tag is named.");
  await deletion.typing.fill("e2e/other");
  await expect(deletion.confirm).toBeDisabled();
  await deletion.typing.fill(own);
  await expect(deletion.confirm).toBeEnabled();
});

test("a registry whose deletion is switched off says how to switch it on, and nothing is lost", async ({
  signedInPage: page,
  api,
}) => {
  const locked = await startSamplesRegistry({ deletion: false });
  try {
    await api.addTestRegistry(locked, "no-deletion", "Without deletion");
    const table = new TagTable(page);
    await table.open("no-deletion", "hello");
    await table.askToDelete("1.0");
    const { dialog } = new DeletionDialog(page);
    await expect(dialog).toContainText("Nothing can be deleted in hello");
    await expect(dialog).toContainText("Deletion is switched off in the configuration of Without deletion.");
    await expect(dialog).toContainText("REGISTRY_STORAGE_DELETE_ENABLED=true");
    expect(await locked.tags("hello")).toContain("1.0");
  } finally {
    await api.removeRegistry("no-deletion");
    await locked.stop();
  }
});

test("a read-only registry offers no deletion and says why", async ({
  signedInPage: page,
  api,
  registry,
}) => {
  await api.addRegistry({ slug: "museum", name: "Museum", url: registry.url, readOnly: true });
  try {
    const table = new TagTable(page);
    await table.open("museum", "hello");
    await table.checkbox("1.0").click();
    await expect(table.selection).toContainText("This registry is read-only in Stowage.");
    await expect(table.selection.getByRole("button", { name: "Delete…" })).toHaveCount(0);
  } finally {
    await api.removeRegistry("museum");
  }
});
