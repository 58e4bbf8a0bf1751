import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import { freePort } from "#scripts/tools/ports.ts";
import { expectAccessible, expectNoOverflow, test } from "./fixtures.ts";
import { startEmptyRegistry, type TestRegistry } from "./harness.ts";
import { ActivityPage } from "./pages/activity-page.ts";
import { ImagePage } from "./pages/image-page.ts";
import { NotificationSettings } from "./pages/notification-settings.ts";
import { TagTable } from "./pages/tag-table.ts";
import { imageOf } from "./sample-image.ts";

const run = promisify(execFile);
const auth = { username: "robot", password: "a robot's password" };
const creds = `${auth.username}:${auth.password}`;

/** Pulls from one registry and pushes into another, as any client but Stowage does. */
async function copy(from: TestRegistry, source: string, to: TestRegistry, target: string): Promise<void> {
  await run("skopeo", [
    "copy",
    "--src-tls-verify=false",
    "--dest-tls-verify=false",
    ...(from.auth === undefined ? [] : ["--src-creds", creds]),
    ...(to.auth === undefined ? [] : ["--dest-creds", creds]),
    `docker://${from.host}/${source}`,
    `docker://${to.host}/${target}`,
  ]);
}

test("before any registry tells of something, the page says how one is made to", { tag: "@mobile" }, async ({
  signedInPage: page,
}) => {
  await new ActivityPage(page).open();
  await expect(page.getByRole("heading", { name: "No registry has told of anything yet" })).toBeVisible();
  await expectNoOverflow(page);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Set up Test registry" }).click();
  await expect(new NotificationSettings(page).make).toBeInViewport();
});

test("a registry that is configured with the lines from its settings tells of pushes, deletions and pulls as they happen", async ({
  signedInPage: page,
  api,
  registry,
}) => {
  test.slow();
  const port = await freePort();
  await api.addRegistry({
    slug: "tells",
    name: "Telling registry",
    url: `http://127.0.0.1:${port}`,
    ...auth,
  });
  const settings = new NotificationSettings(page);
  await settings.open("tells");
  await expect(settings.section).toContainText("Not turned on");
  await settings.make.click();
  const token = (await settings.token.textContent()) ?? "";
  await expect(settings.lines).toContainText(`Authorization: [Bearer ${token}]`);
  const lines = (await settings.lines.textContent()) ?? "";
  await expectAccessible(page);

  const telling = await startEmptyRegistry({ port, lines, auth });
  try {
    const activity = new ActivityPage(page);
    await activity.open("?registry=tells");
    await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();

    await test.step("a push comes in without a reload", async () => {
      await copy(registry, "library/harbourfront:1.24.0", telling, "team/app:v1");
      await expect(activity.entries).toHaveCount(1);
      const [entry] = await activity.entries.all();
      await expect(entry ?? activity.entries).toContainText(/pushed\s*team\/app:v1/);
      for (const part of ["robot", "127.0.0.1", "skopeo/"])
        await expect(activity.entries).toContainText(part);
      await expectAccessible(page);
    });

    await test.step("its page tells who pushed it, and how often it was pulled", async () => {
      await copy(telling, "team/app:v1", telling, "team/app:v2");
      await expect(activity.entries.first()).toContainText("v2");
      await activity.entries.last().getByRole("link", { name: "v1" }).click();
      const image = new ImagePage(page);
      await expect(image.heading).toHaveText("v1");
      await expect(image.main).toContainText(/Pushed\s*.+ by robot/);
      await expect(image.main).toContainText(/Pulls\s*once, last/);
    });

    await test.step("a deletion comes in too, and filters tell both apart", async () => {
      await activity.open("?registry=tells");
      await expect(activity.entries).toHaveCount(2);
      await run("skopeo", [
        "delete",
        "--tls-verify=false",
        "--creds",
        creds,
        `docker://${telling.host}/team/app:v2`,
      ]);
      await expect(activity.entries.filter({ hasText: /deleted\s*team\/app:v2/ })).toHaveCount(1);
      await activity.action.selectOption("Pushes");
      await expect(activity.entries).toHaveCount(2);
      await expect(page).toHaveURL(/action=push/);
      await activity.repository.fill("nothing-like-it");
      await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
      await page.getByRole("button", { name: "Clear filters" }).click();
      await expect(activity.entries.filter({ hasText: "deleted" }).first()).toBeVisible();
    });

    await test.step("whoever reads further down is not moved, but told", async () => {
      await telling.push("team/many", numbered(105), await imageOf("many"));
      await activity.open("?repository=team/many");
      await expect(activity.entries.first()).toContainText("build-104");
      await activity.open("?registry=tells");
      await activity.older.scrollIntoViewIfNeeded();
      const before = await activity.older.boundingBox();
      await copy(registry, "library/harbourfront:1.24.0", telling, "team/late:v1");
      await expect(activity.waiting).toBeVisible();
      expect((await activity.older.boundingBox())?.y).toBe(before?.y);
      await activity.older.click();
      await expect(activity.entries.filter({ hasText: /pushed\s*team\/app:v1/ })).toHaveCount(1);
      await activity.waiting.click();
      await expect(activity.entries.first()).toContainText("team/late:v1");
      await expect(activity.entries.first()).toBeInViewport();
    });

    await test.step("a table that is open gets a push at once, and tells when its tags were last pulled", async () => {
      await telling.push("team/live", ["v1"], await imageOf("live"));
      const table = new TagTable(page);
      await table.open("tells", "team/live");
      await telling.push("team/live", ["v2"], await imageOf("more"));
      await expect(table.row("v2")).toContainText("new");
      await copy(telling, "team/live:v1", telling, "team/copied:v1");
      await expect(table.heading("Last pull")).toBeVisible();
      // A pull changes nothing in the registry, so no page is told of it.
      await expect(async () => {
        await page.reload();
        await expect(table.row("v1").getByTitle("1 pull")).toHaveText(/ago|now/, { timeout: 1_000 });
      }).toPass();
      await expect(table.row("v2").getByTitle("1 pull")).toHaveCount(0);
    });

    await test.step("the settings count what came, and forget the token when they are told to", async () => {
      await settings.open("tells");
      await expect(settings.section).toContainText(/events received/);
      await expect(settings.section).not.toContainText(token);
      await settings.section.getByRole("button", { name: "Remove the token" }).click();
      await settings.section.getByRole("button", { name: "Remove it" }).click();
      await expect(settings.make).toBeVisible();
      const refused = await page.request.post("/api/events/tells", {
        headers: { authorization: `Bearer ${token}` },
        data: { events: [] },
      });
      expect(refused.status()).toBe(401);
    });
  } finally {
    await telling.stop();
    await api.removeRegistry("tells");
  }
});

/** Tags of which the last is pushed last. */
function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `build-${index}`);
}
