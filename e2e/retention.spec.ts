import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow, signIn, test } from "./fixtures.ts";
import { environmentFor, startTestStowage, type TestRegistry } from "./harness.ts";
import { RetentionPage } from "./pages/retention-page.ts";
import { TagTable } from "./pages/tag-table.ts";
import { imageOf } from "./sample-image.ts";

/** Pushes tags, and opens their page, so that the index knows them. */
async function arrange(page: Page, registry: TestRegistry, repository: string, tags: readonly string[]) {
  for (const tag of tags) await registry.push(repository, [tag], await imageOf(`${repository}:${tag}`));
  const table = new TagTable(page);
  await table.open("test", repository);
  await expect(page.getByText("Up to date")).toBeVisible();
}

test("a policy is written while one sees which tags it deletes, and which rule keeps the others", async ({
  signedInPage: page,
  registry,
}) => {
  await arrange(page, registry, "kept/app", ["1.0", "1.1", "1.2", "pr-1", "pr-2"]);
  const retention = new RetentionPage(page);
  await page.getByRole("link", { name: "Retention" }).click();
  await expect(page.getByText("No policies yet")).toBeVisible();
  await retention.startNew();
  await retention.repositories.fill("kept/*");
  await retention.addRule("deletes", "pr-*");
  await expect(retention.preview).toContainText("2 tags go");
  await expect(retention.preview).toContainText("3 stay");
  await expect(retention.row("pr-1")).toContainText("Rule 1: fits pr-*");
  await expect(retention.row("1.0")).toContainText("no rule speaks of it");

  await test.step("the rule that decided is shown with the tag", async () => {
    await retention.row("pr-2").hover();
    await expect(retention.rule(1)).toHaveClass(/ring-2/);
    await retention.row("1.0").hover();
    await expect(retention.rule(1)).not.toHaveClass(/ring-2/);
  });

  await test.step("all but the newest version go, too", async () => {
    await retention.addRule("deletes", "*");
    await retention.addCondition(2, "Beyond the newest");
    await retention.rule(2).getByLabel("How many").fill("1");
    await expect(retention.preview).toContainText("4 tags go");
    await expect(retention.row("1.1")).toContainText("number 2, beyond the newest 1");
    await expect(retention.rule(2)).toContainText("decides over 2 tags");
  });

  await test.step("what is wrong is told at its field, and the preview stays what it was", async () => {
    const tags = retention.rule(1).getByLabel("Name of the tag", { exact: true });
    await tags.fill("pr-[");
    await expect(retention.rule(1)).toContainText("A pattern cannot be read: A “[” is not closed.");
    await expect(retention.preview).toContainText("4 tags go");
    await tags.fill("pr-1");
    await expect(retention.preview).toContainText("3 tags go");
  });

  await test.step("rules are moved by keys", async () => {
    await retention.addRule("keeps", "1.0");
    await expect(retention.row("1.0")).toContainText("Rule 2");
    await retention.rule(3).getByLabel("Name of the tag", { exact: true }).press("Alt+ArrowUp");
    await expect(retention.rule(2).getByLabel("Name of the tag", { exact: true })).toHaveValue("1.0");
    await expect(retention.row("1.0")).toContainText("Rule 2: fits 1.0");
    await expect(retention.preview).toContainText("2 tags go");
    const up = page.getByRole("button", { name: "Move rule 2 up" });
    await up.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Move rule 1 up" })).toBeFocused();
    await expect(retention.rule(1).getByLabel("Name of the tag", { exact: true })).toHaveValue("1.0");
  });

  await test.step("tags are filtered by what becomes of them, and by name", async () => {
    await retention.preview.getByRole("button", { name: "Goes" }).click();
    await expect(retention.row("1.2")).toHaveCount(0);
    await expect(retention.row("1.1")).toBeVisible();
    await retention.preview.getByLabel("Filter tags").fill("pr-1");
    await expect(retention.row("1.1")).toHaveCount(0);
    await expect(retention.row("pr-1")).toBeVisible();
    await retention.preview.getByRole("button", { name: "Clear the filter" }).click();
    await retention.preview.getByRole("button", { name: "All" }).click();
  });

  await expectAccessible(page);
  await retention.save.click();
  await expect(page.getByText("A policy needs a name")).toBeVisible();
  await expect(retention.name).toBeFocused();
  await retention.name.fill("Branch builds");
  await retention.save.click();
  await expect(page).toHaveURL("/retention/policies");
  await expect(page.getByRole("listitem").filter({ hasText: "Branch builds" })).toContainText(
    "3 rules · kept/* in all registries",
  );
  await expectAccessible(page);
  expect(await registry.tags("kept/app")).toEqual(["1.0", "1.1", "1.2", "pr-1", "pr-2"]);

  await page.getByRole("link", { name: "Branch builds" }).click();
  await expect(retention.rule(3)).toBeVisible();
  await page.getByRole("button", { name: "Remove this policy" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove this policy" }).click();
  await expect(page.getByText("No policies yet")).toBeVisible();
});

test("a protected tag has a lock, cannot be selected, and is deleted by nobody", async ({
  signedInPage: page,
  registry,
}) => {
  await arrange(page, registry, "guarded/app", ["latest", "v1", "old"]);
  await page.goto("/settings/registries");
  await page.getByRole("link", { name: "Protected tags" }).click();
  await page.getByRole("button", { name: "Protect v*" }).click();
  await page.getByRole("button", { name: "Protect more tags" }).click();
  const second = page.getByRole("listitem", { name: "Pattern 2" });
  await second.getByLabel("Tags").fill("late[");
  await expect(second).toContainText("A “[” is not closed.");
  await second.getByLabel("Tags").fill("late*");
  await second.getByLabel("Repositories").fill("guarded/*");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Protected tags are saved.")).toBeVisible();

  await page.goto("/r/test/guarded/app");
  const lock = page.getByRole("img", { name: "Protected by v*: nothing deletes it" });
  await expect(lock).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Select v1" })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: /^Select all/ }).click();
  await expect(page.getByText("2 are protected and stay")).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "These 2 tags are protected and stay" })).toBeVisible();
  await expect(dialog).toContainText("This tag goes");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Delete tag" }).click();
  await expect(dialog).toContainText("1 tag deleted");
  expect(await registry.tags("guarded/app")).toEqual(["latest", "v1"]);

  await page.goto("/r/test/guarded/app:v1");
  await expect(page.getByText("protected by v*")).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete tag…" })).toHaveCount(0);

  await page.goto("/settings/protection");
  for (const pattern of ["v*", "late*"]) {
    await page.getByRole("button", { name: `No longer protect ${pattern}` }).click();
  }
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Nothing is protected yet.")).toBeVisible();
});

test("a file is imported after a look at what it changes", async ({ signedInPage: page }) => {
  await page.goto("/retention/yaml");
  const text = page.getByLabel("Policies and protected tags in YAML");
  await text.fill(
    "version: 1\npolicies:\n  - name: Weekly\n    rules:\n      - action: delete\n        tag: [x]\n",
  );
  await page.getByRole("button", { name: "Show what would change" }).click();
  await expect(
    page.getByText("Line 6: policies[0].rules[0] has “tag”, which is not known: did you mean tags?"),
  ).toBeVisible();
  await text.fill(
    "version: 1\npolicies:\n  - name: Weekly\n    rules:\n      - action: delete\n        tags: [x]\n",
  );
  await page.getByRole("button", { name: "Show what would change" }).click();
  await expect(page.getByText("Weekly is added")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Replace all with this" }).click();
  await expect(page.getByText("Policies and protected tags are replaced.")).toBeVisible();
  await expect(text).toHaveValue(/tags: \[x\]/);
  await page.getByRole("link", { name: "Policies", exact: true }).click();
  await expect(page.getByRole("link", { name: "Weekly" })).toBeVisible();
  await page.goto("/retention/yaml");
  await text.fill("version: 1");
  await page.getByRole("button", { name: "Show what would change" }).click();
  await page.getByRole("button", { name: "Replace all with this" }).click();
  await expect(text).toHaveValue(/policies: \[\]/);
});

test("a mounted file can only be read, and says what is wrong in it", async ({ page, registry }) => {
  const folder = await mkdtemp(join(tmpdir(), "stowage-e2e-retention-"));
  const file = join(folder, "retention.yaml");
  await writeFile(file, "version: 1\nprotect: [{ tags: v* }]\npolicies: [{ name: From git, rules: [] }]\n");
  const stowage = await startTestStowage({ ...environmentFor(registry), STOWAGE_RETENTION_FILE: file });
  try {
    await signIn(page, stowage);
    await page.goto(`${stowage.url}/retention/policies`);
    await expect(page.getByText("These policies come from a file")).toBeVisible();
    await expect(page.getByRole("link", { name: "New policy" })).toHaveCount(0);
    await page.getByRole("link", { name: "From git" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toBeDisabled();
    await page.goto(`${stowage.url}/settings/protection`);
    await expect(page.getByRole("heading", { name: "From the mounted file" })).toBeVisible();
    await writeFile(file, "version: 1\npolicy: []\n");
    await page.goto(`${stowage.url}/retention/policies`);
    await expect(
      page.getByText("Line 2: has “policy”, which is not known: did you mean policies?"),
    ).toBeVisible();
    await expect(page.getByRole("link", { name: "From git" })).toBeVisible();
    await expectAccessible(page);
    await page.goto(`${stowage.url}/settings/protection`);
    await expect(page.getByText(/What it protected before holds/)).toBeVisible();
    await expectAccessible(page);
    expect(stowage.printed()).toContain("is wrong. Until it is right, what it said before holds.");
  } finally {
    await stowage.stop();
    await rm(folder, { recursive: true });
  }
});

test("the editor fits a phone @mobile", async ({ signedInPage: page, registry }) => {
  await arrange(page, registry, "phone/app", ["1.0", "pr-1"]);
  const retention = new RetentionPage(page);
  await page.goto("/retention/policies/new");
  await retention.repositories.fill("phone/*");
  await retention.addRule("deletes", "pr-*");
  await retention.addCondition(1, "Created");
  await retention.addCondition(1, "Last pulled");
  await retention.addCondition(1, "Beyond the newest");
  // Of the repositories that were written, and not of all.
  await expect(retention.preview.getByRole("status")).toContainText("in 1 repository");
  await expect(retention.row("1.0")).toContainText("no rule speaks of it");
  await expectNoOverflow(page);
  // What the bar at the top half covers has half its size.
  await page.evaluate(() => window.scrollTo(0, 0));
  await expectAccessible(page);
  for (const path of ["/retention/policies", "/retention/yaml", "/settings/protection"]) {
    await page.goto(path);
    await expectNoOverflow(page);
  }
});
