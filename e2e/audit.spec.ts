import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { expectAccessible, expectNoOverflow, test } from "./fixtures.ts";
import { AuditPage } from "./pages/audit-page.ts";
import { imageOf } from "./sample-image.ts";

test("an administrator finds who deleted which tag, opens the entry, and exports what is found", async ({
  signedInPage: page,
  registry,
  stowage,
}) => {
  const repository = "audit/app";
  const digest = await registry.push(repository, ["v1", "v2"], await imageOf("audit"));
  await registry.push(repository, ["goes"], await imageOf("audit goes"));
  const plans = `${stowage.url}/api/registries/test/plans`;
  const from = { kind: "tags", repository, tags: [{ tag: "v1" }, { tag: "goes" }] };
  const made = await page.request.post(plans, { data: { from } });
  const { id } = (await made.json()) as { id: string };
  await registry.push(repository, ["goes"], await imageOf("audit went on"));
  await page.request.post(`${plans}/${id}`, { data: { action: "apply" } });

  const audit = new AuditPage(page);
  // Entries of what a plan did are written a moment after it.
  await expect(async () => {
    await audit.open(`?repository=${repository}`);
    await expect(audit.entries).toHaveCount(5, { timeout: 500 });
  }).toPass();
  await audit.action.selectOption("Deleted a tag");
  await expect(audit.entries).toHaveCount(2);
  await audit.outcome.selectOption("Done");
  await expect(audit.entries).toHaveCount(1);
  await expect(page).toHaveURL(/action=tag\.delete.*outcome=done/);
  await page.reload();
  await expect(audit.entries).toContainText("test/audit/app:v1");

  await audit.entries.locator("summary").click();
  for (const part of [digest, "placeholder", "127.0.0.1"]) await expect(audit.entries).toContainText(part);
  await expectAccessible(page);

  const [download] = await Promise.all([page.waitForEvent("download"), audit.export.click()]);
  expect(download.suggestedFilename()).toBe("stowage-audit.jsonl");
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({ action: "tag.delete", reference: "v1", outcome: "done" }),
  ]);

  await audit.text.fill("nothing like it");
  await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(audit.entries.first()).toBeVisible();
});

test("an administrator sets how long the log is kept, and the log tells", { tag: "@mobile" }, async ({
  signedInPage: page,
}) => {
  const audit = new AuditPage(page);
  await audit.open();
  await audit.days.fill("200");
  await expect(page.getByText("Older entries are removed within a day")).toBeVisible();
  await audit.save.click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expectNoOverflow(page);
  await audit.open("?action=audit.retention");
  await audit.entries.first().locator("summary").click();
  await expect(audit.entries.first().getByRole("row", { name: "days 365 200" })).toBeVisible();
  await expectNoOverflow(page);
  await audit.days.fill("365");
  await audit.save.click();
  await expect(page.getByText("Saved.")).toBeVisible();
});
