import { expect } from "@playwright/test";
import { expectAccessible, expectNoOverflow, test } from "./fixtures.ts";

test("an administrator has a policy make clean-ups at its times, which wait for a person at first", {
  tag: "@mobile",
}, async ({ signedInPage: page, api, consoleErrors }) => {
  // A time that cannot be read is an answer with status 422.
  consoleErrors.provoke(/status of 422/);
  const name = `Nightlies ${crypto.randomUUID().slice(0, 8)}`;
  await api.addPolicy({
    name,
    registries: ["nowhere"],
    repositories: ["none/such"],
    rules: [{ action: "delete", tags: ["nightly-*"] }],
  });
  await page.goto("/registries/test/plans");
  await page.getByRole("button", { name: "Add schedule" }).click();
  const dialog = page.getByRole("dialog", { name: "Add schedule" });
  await dialog.getByLabel("Policy").selectOption(name);
  await dialog.getByLabel("Time (cron)").fill("soon");
  await expect(dialog.getByText("is not a time of five fields")).toBeVisible();
  await dialog.getByLabel("Time (cron)").fill("30 3 * * 1-5");
  await dialog.getByLabel("Time zone").fill("Asia/Seoul");
  await expect(dialog.getByRole("status")).toContainText("GMT+9");
  await expect(dialog.getByLabel("Dry run")).toBeChecked();
  await expectAccessible(page);
  await expectNoOverflow(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  const entry = page.getByRole("listitem").filter({ hasText: name });
  await expect(entry).toContainText("waits for a person");
  await expect(entry).toContainText("30 3 * * 1-5 Asia/Seoul");
  await expectAccessible(page);
  await expectNoOverflow(page);

  await entry.getByRole("button", { name: `Change the schedule of ${name}` }).click();
  await page.getByRole("dialog", { name: "Change schedule" }).getByRole("button", { name: "Remove" }).click();
  await expect(entry).toHaveCount(0);
});
