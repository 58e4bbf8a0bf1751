import { expect } from "@playwright/test";
import { buildIndex } from "#scripts/samples/image.ts";
import { expectAccessible, expectNoOverflow, test } from "./fixtures.ts";
import { DeletionDialog } from "./pages/deletion-dialog.ts";
import { PlanPage } from "./pages/plan-page.ts";
import { TagTable } from "./pages/tag-table.ts";
import { digestByApi, digestBySkopeo } from "./registry/witness.ts";
import { imageOf } from "./sample-image.ts";

test("a clean-up is looked through, trimmed, carried out and undone, and the registry agrees each time", async ({
  signedInPage: page,
  registry,
}) => {
  const own = "e2e/plan";
  const index = buildIndex({ children: [{ image: await imageOf("plan amd64") }] });
  const multi = await registry.push(own, ["multi"], index);
  const single = await registry.push(own, ["single"], await imageOf("plan single"));
  await registry.push(own, ["stays"], await imageOf("plan stays"));
  const table = new TagTable(page);
  await table.open("test", own);
  await table.checkbox("multi").click();
  await table.checkbox("single").click();
  await table.askToDeleteSelected();
  const deletion = new DeletionDialog(page);
  await expect(deletion.along).toContainText("3 manifests and tags go along");
  await deletion.plan.click();

  const plan = new PlanPage(page);
  await expect(page).toHaveURL(/\/registries\/test\/plans\/[0-9a-f-]{36}$/);
  await expect(plan.head).toContainText("2 tags and 3 manifests in 1 repository go.");
  await expect(plan.head).toContainText("Garbage collection then frees");
  await plan.box("multi").click();
  await expect(plan.followed).toHaveText("multi stays, and with it 2 manifests and tags.");
  await expect(plan.head).toContainText("1 tag and 1 manifest in 1 repository go.");
  await plan.part("Stays").click();
  await expect(page).toHaveURL(/\?part=stays$/);
  await expect(plan.row("multi")).toContainText("taken out by you");
  await expect(plan.box("multi")).not.toBeChecked();

  await page.getByRole("button", { name: "Save…" }).click();
  await plan.dialog.getByLabel("Title").fill("Old singles");
  await plan.dialog.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: "Clean-ups of Test registry" }).click();
  const entry = page.getByRole("listitem").filter({ hasText: "Old singles" });
  await expect(entry).toContainText("ready");
  await entry.getByRole("link").click();

  await plan.carryOut.click();
  await plan.dialog.getByRole("button", { name: "Delete 1 tag" }).click();
  await expect(plan.head).toContainText("1 tag and 1 manifest were deleted.");
  expect(await registry.tags(own)).toEqual(["multi", "stays"]);
  expect(await digestBySkopeo(registry, own, "single")).toBeNull();
  expect(await digestByApi(registry, own, "multi")).toBe(multi);

  await plan
    .row("single")
    .getByRole("button", { name: /^Undo the deletion of single/ })
    .click();
  await expect(plan.head).toContainText("2 were put back.");
  await expect(plan.row("single")).toContainText("put back");
  await expect(plan.undoAll).toHaveCount(0);
  expect(await digestByApi(registry, own, "single")).toBe(single);
  expect(await digestBySkopeo(registry, own, "single")).toBe(single);
});

test("what goes along with a tag can be kept in the dialog, all of it or each", async ({
  signedInPage: page,
  registry,
}) => {
  const own = "e2e/along";
  const index = buildIndex({ children: [{ image: await imageOf("along amd64") }] });
  const digest = await registry.push(own, ["multi"], index);
  await registry.push(own, ["stays"], await imageOf("along stays"));
  const table = new TagTable(page);
  await table.open("test", own);
  await table.askToDelete("multi");
  const deletion = new DeletionDialog(page);
  await expect(deletion.along).toContainText("2 manifests and tags go along");
  await deletion.along.getByRole("checkbox", { name: "Delete these too" }).click();
  await expect(deletion.along).toContainText("Nothing goes along");
  await deletion.confirm.click();
  await expect(deletion.summary).toContainText("1 tag deleted");
  await deletion.close();
  expect(await registry.tags(own)).toEqual(["stays"]);
  expect(await digestByApi(registry, own, digest)).toBe(digest);
});

test("a dialog that is closed leaves no clean-up behind", async ({ signedInPage: page, stowage }) => {
  const made = page.waitForResponse(
    (response) => response.url().endsWith("/plans") && response.request().method() === "POST",
  );
  const discarded = page.waitForResponse((response) => response.request().method() === "DELETE");
  const table = new TagTable(page);
  await table.open("test", "hello");
  await table.askToDelete("1.0");
  const { id } = (await (await made).json()) as { id: string };
  await expect(new DeletionDialog(page).confirm).toBeEnabled();
  await page.keyboard.press("Escape");
  expect((await discarded).status()).toBe(204);
  const answer = await page.request.get(`${stowage.url}/api/registries/test/plans/${id}`);
  expect(answer.status()).toBe(404);
});

test("a clean-up is trimmed by keys alone", async ({ signedInPage: page, registry }) => {
  const own = "e2e/plan-keys";
  for (const tag of ["alpha", "bravo", "charlie"])
    await registry.push(own, [tag], await imageOf(`pk ${tag}`));
  const table = new TagTable(page);
  await table.open("test", own, "?sort=name");
  await table.checkbox("alpha").click();
  await table.checkbox("bravo").click();
  await table.askToDeleteSelected();
  await new DeletionDialog(page).plan.click();
  const plan = new PlanPage(page);
  await plan.row("alpha").focus();
  await page.keyboard.press("ArrowDown");
  await expect(plan.row("bravo")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(plan.followed).toHaveText("bravo stays, and with it 1 manifest or tag.");
  await expect(plan.row("bravo")).toHaveCount(0);
});

test("a collection with --delete-untagged says which tags break", async ({ signedInPage: page, stowage }) => {
  const answer = await page.request.post(`${stowage.url}/api/registries/test/plans`, {
    data: { save: true, from: { kind: "tags", repository: "hello", tags: [{ tag: "1.0" }] } },
    headers: { origin: stowage.url },
  });
  const { id } = (await answer.json()) as { id: string };
  await page.goto(`/registries/test/plans/${id}`);
  await page.getByText("With --delete-untagged", { exact: true }).click();
  await expect(page.getByText(/tags cannot be pulled any more afterwards/)).toBeVisible();
  await page.getByRole("radio", { name: "3.x" }).check();
  await expect(page.getByText("every tag can still be pulled")).toBeVisible();
});

test("a registry without clean-ups says how one comes about, and an unknown one is told", async ({
  signedInPage: page,
  api,
  registry,
  consoleErrors,
}) => {
  consoleErrors.provoke(/status of 404/);
  await api.addRegistry({ slug: "tidy", name: "Tidy", url: registry.url });
  try {
    await page.goto("/r/tidy");
    await page.getByRole("link", { name: "Clean-ups", exact: true }).click();
    await expect(page.getByRole("heading", { name: "No clean-ups yet" })).toBeVisible();
    await expectAccessible(page);
    await page.goto("/registries/tidy/plans/00000000-0000-4000-8000-000000000000");
    await expect(page.getByRole("heading", { name: "There is no such clean-up" })).toBeVisible();
  } finally {
    await api.removeRegistry("tidy");
  }
});

test("clean-ups are accessible and fit a telephone", { tag: "@mobile" }, async ({
  signedInPage: page,
  stowage,
}) => {
  test.slow();
  const answer = await page.request.post(`${stowage.url}/api/registries/test/plans`, {
    data: {
      save: true,
      from: { kind: "tags", repository: "prod/payments/ledger", tags: [{ tag: "3.1.0" }, { tag: "3.2" }] },
    },
    headers: { origin: stowage.url },
  });
  const { id } = (await answer.json()) as { id: string };
  const plan = new PlanPage(page);
  for (const query of ["", "?part=stays"]) {
    await page.goto(`/registries/test/plans/${id}${query}`);
    await expect(plan.grid.getByRole("row").nth(1)).toBeVisible();
    await expectNoOverflow(page);
    await expectAccessible(page);
  }
  await page.goto(`/registries/test/plans/${id}`);
  await plan.carryOut.click();
  await expect(plan.dialog).toBeVisible();
  await expectNoOverflow(page);
  await expectAccessible(page);
  await page.goto("/registries/test/plans");
  await expect(page.getByRole("listitem").first()).toBeVisible();
  await expectNoOverflow(page);
  await expectAccessible(page);
});
