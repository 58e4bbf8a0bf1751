import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { test as base, expectAccessible, expectNoOverflow } from "./fixtures.ts";
import { environmentFor, startEmptyRegistry, startTestStowage } from "./harness.ts";
import { CollectionPage } from "./pages/collection-page.ts";
import { findRegistryProgram } from "./registry/start-registry.ts";
import { writeStorageConfig } from "./registry/storage.ts";
import { imageOf } from "./sample-image.ts";

/** A registry of the test's own, and a Stowage whose command collects its garbage. */
const test = base.extend({
  registry: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const registry = await startEmptyRegistry();
      await use(registry);
      await registry.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  stowage: [
    async ({ registry }, use) => {
      const folder = await mkdtemp(join(tmpdir(), "stowage-collect-"));
      const config = await writeStorageConfig(folder, registry.dataDir);
      const command = join(folder, "collect");
      await writeFile(
        command,
        `#!/bin/sh\nexec ${await findRegistryProgram()} garbage-collect $2 ${config}\n`,
      );
      await chmod(command, 0o755);
      const stowage = await startTestStowage({
        ...environmentFor(registry),
        STOWAGE_COLLECT_COMMAND: command,
      });
      await use(stowage);
      await stowage.stop();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

/** Has the index see a repository as it is now. */
async function look(page: Page, repository: string): Promise<void> {
  await page.goto(`/r/test/${repository}`);
  await expect(page.getByText("Up to date")).toBeVisible();
}

test.beforeEach(async ({ signedInPage: page, registry }) => {
  await registry.push("team/app", ["v1"], await imageOf("one", { bytes: 3_000 }));
  await registry.push("team/app", ["v2"], await imageOf("two", { bytes: 3_000 }));
  await look(page, "team/app");
});

test("garbage that a plan has left is predicted, collected by the command, and compared", async ({
  signedInPage: page,
}) => {
  const collection = new CollectionPage(page);
  await look(page, "team/app");
  await deleteTag(page, "team/app", "v2");
  await page.goto("/r/test");
  await page.getByRole("link", { name: "Garbage collection" }).click();
  await expect(page).toHaveURL("/registries/test/collection");
  await expect(collection.forecast("Without --delete-untagged")).toHaveText(/[1-9]/);
  await collection.run.getByRole("button", { name: "Collect now…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/Frees [\d.,]+ (B|KiB), as far as Stowage knows/);
  await dialog.getByRole("button", { name: "Collect", exact: true }).click();
  const run = collection.runs.first();
  await expect(run).toContainText("done");
  await run.getByRole("button", { name: "Details" }).click();
  await expect(run).toContainText("Exactly as predicted.");
  await expect(run.getByRole("region", { name: "What it prints" })).toContainText(
    "blob eligible for deletion",
  );
  await expect(collection.forecast("Without --delete-untagged")).toHaveText("0 B");
});

test("a manifest that its tag has left is found, and planned to be deleted", async ({
  signedInPage: page,
  registry,
  consoleErrors,
}) => {
  await registry.push("team/app", ["v1"], await imageOf("another", { bytes: 3_000 }));
  await callApi(page, "POST", "tags/verify", { repository: "team/app", tags: ["v1"] });
  const collection = new CollectionPage(page);
  await collection.open("test");
  await expect(collection.untagged).toContainText("was v1");
  await collection.untagged.getByRole("checkbox", { name: /^Select [0-9a-f]{12} of team\/app$/ }).check();
  await collection.untagged.getByRole("button", { name: "Plan the deletion of 1 in team/app…" }).click();
  consoleErrors.provoke(/status of 404/);
  await expect(page).toHaveURL(/\/registries\/test\/plans\/[0-9a-f-]{36}$/);
});

test("what to run follows what runs the registry, and the page says so to everybody", async ({
  signedInPage: page,
  consoleErrors,
}) => {
  const collection = new CollectionPage(page);
  await collection.open("test");
  await expect(collection.commands).toContainText("docker stop registry");
  await collection.settings.getByRole("button", { name: "Change" }).click();
  await collection.settings.getByLabel("What runs it").selectOption("systemd");
  await collection.settings.getByLabel("Hours between two collections").fill("24");
  await collection.settings.getByLabel("Unit").fill("not a unit");
  consoleErrors.provoke(/status of 422/);
  await collection.settings.getByRole("button", { name: "Save" }).click();
  await expect(collection.settings.getByLabel("Unit")).toBeFocused();
  await expect(collection.settings).toContainText("has characters that such a name cannot have");
  await collection.settings.getByLabel("Unit").fill("registry");
  await collection.settings.getByRole("button", { name: "Save" }).click();
  await expect(collection.settings).toContainText(
    "distribution under systemd (Debian’s docker-registry), every 24 hours",
  );
  await expect(collection.commands).toContainText("systemctl stop registry");
  await collection.commands.getByLabel("With --delete-untagged").check();
  await expect(collection.commands).toContainText("garbage-collect --delete-untagged");
  await expect(collection.commands).toContainText("Multi-platform images");
});

test("a repository left empty is told with how to remove it, and that garbage was collected elsewhere can be kept", async ({
  signedInPage: page,
  registry,
}) => {
  await registry.push("team/empty", ["v1"], await imageOf("nothing", { bytes: 3_000 }));
  await look(page, "team/empty");
  await deleteTag(page, "team/empty", "v1");
  const collection = new CollectionPage(page);
  await collection.open("test");
  await collection.empty.getByText("How to remove it").click();
  await expect(collection.empty).toContainText("/repositories/team/empty/_manifests");
  await collection.run.getByRole("button", { name: "It was run elsewhere…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Keep that" }).click();
  await expect(collection.runs.first()).toContainText("reported");
  await expect(collection.forecast("Without --delete-untagged")).toHaveText("0 B");
});

test("the page is accessible and fits a telephone, with all of it open", { tag: "@mobile" }, async ({
  signedInPage: page,
}) => {
  const collection = new CollectionPage(page);
  await collection.open("test");
  await collection.settings.getByRole("button", { name: "Change" }).click();
  await collection.settings.getByLabel("Webhook").fill("https://hooks.example.com/collect");
  await collection.commands.getByLabel("With --delete-untagged").check();
  for (const details of await collection.empty.getByText("How to remove it").all()) await details.click();
  await expectAccessible(page);
  await expectNoOverflow(page);
  for (const name of ["Collect now…", "It was run elsewhere…"]) {
    await collection.run.getByRole("button", { name }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
});

/** Asks Stowage's API about the registry. Gives what it answers. */
async function callApi(page: Page, method: "GET" | "POST", path: string, data?: unknown) {
  const { origin } = new URL(page.url());
  const response = await page.request.fetch(`${origin}/api/registries/test/${path}`, {
    method,
    headers: { origin },
    ...(data === undefined ? {} : { data }),
  });
  const text = await response.text();
  expect(response.status(), text).toBeLessThan(300);
  return text;
}

/** Deletes a tag by a plan, through the API. */
async function deleteTag(page: Page, repository: string, tag: string): Promise<void> {
  const read = (text: string) => JSON.parse(text) as { readonly id: string; readonly state: string };
  const from = { kind: "tags", repository, tags: [{ tag }] };
  const { id } = read(await callApi(page, "POST", "plans", { from }));
  const state = async () => read(await callApi(page, "GET", `plans/${id}`)).state;
  await expect.poll(state).toBe("ready");
  await callApi(page, "POST", `plans/${id}`, { action: "apply" });
  await expect.poll(state).toBe("done");
}
