import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";
import { DeletionDialog } from "./pages/deletion-dialog.ts";
import { HomePage } from "./pages/home-page.ts";
import { ImagePage } from "./pages/image-page.ts";
import { RepositoryList } from "./pages/repository-list.ts";
import { SignInPage } from "./pages/sign-in-page.ts";
import { TagTable } from "./pages/tag-table.ts";
import { digestByApi, digestBySkopeo } from "./registry/witness.ts";

const repository = "library/harbourfront";

test("one signs in, finds an image, inspects it, deletes one of two tags on one digest while the other stays, and undoes that", async ({
  page,
  stowage,
  registry,
}) => {
  const digest = await digestByApi(registry, repository, "1.24.0");
  expect(digest).not.toBeNull();
  expect(await digestByApi(registry, repository, "1.24")).toBe(digest);

  await page.goto("/");
  await new SignInPage(page).signIn(stowage.administrator);
  await new HomePage(page).openRegistry("Test registry");

  const list = new RepositoryList(page);
  await expect(list.upToDate).toBeVisible();
  await list.filter.fill("harbour");
  await expect(list.names()).toHaveText([repository]);
  await list.row(repository).click();

  const table = new TagTable(page);
  await expect(page).toHaveURL(`/r/test/${repository}`);
  await expect(table.upToDate).toBeVisible();
  await expect(table.row("1.24")).toContainText("same digest as 1.24.0");
  await table.link("1.24").click();

  const image = new ImagePage(page);
  await expect(page).toHaveURL(`/r/test/${repository}:1.24`);
  await expect(image.heading).toHaveText("1.24");
  await expect(image.pull).toContainText(`docker pull ${registry.host}/${repository}:1.24`);
  await expect(image.section("What runs")).toContainText("httpd -f -p 80");
  await image.view("Layers").click();
  await expect(image.main.getByRole("table", { name: "Layers from the base up" })).toBeVisible();

  await image.deleteTag.click();
  const deletion = new DeletionDialog(page);
  await expect(deletion.going("1.24")).toContainText(
    "One other tag is on the same digest and stays: 1.24.0.",
  );
  await deletion.confirm.click();
  await expect(deletion.outcome("1.24")).toContainText("deleted");
  await expect(deletion.summary).toContainText("1 tag deleted");
  expect(await digestByApi(registry, repository, "1.24")).toBeNull();
  await deletion.undo.click();
  await expect(deletion.summary).toContainText("1 was put back");
  expect(await digestByApi(registry, repository, "1.24")).toBe(digest);
  expect(await digestBySkopeo(registry, repository, "1.24")).toBe(digest);
  await deletion.close();

  await expect(page).toHaveURL(`/r/test/${repository}:1.24?view=layers`);
  await image.deleteTag.click();
  await deletion.confirm.click();
  await expect(deletion.summary).toContainText("1 tag deleted");
  await deletion.close();

  await expect(page).toHaveURL(`/r/test/${repository}`);
  await expect(table.upToDate).toBeVisible();
  await expect(table.row("1.24.0")).toBeVisible();
  await expect(table.row("1.24")).toHaveCount(0);
  await page.reload();
  await expect(table.upToDate).toBeVisible();
  await expect(table.row("1.24")).toHaveCount(0);

  expect(await digestByApi(registry, repository, "1.24.0")).toBe(digest);
  expect(await digestBySkopeo(registry, repository, "1.24.0")).toBe(digest);
  expect(await digestByApi(registry, repository, "1.24")).toBeNull();
  expect(await digestBySkopeo(registry, repository, "1.24")).toBeNull();
});
