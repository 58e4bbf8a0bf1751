import { expect, type Page } from "@playwright/test";
import { test as base, expectAccessible, expectNoOverflow } from "./fixtures.ts";
import { startSamplesRegistry, startTestStowage } from "./harness.ts";
import { DeletionDialog } from "./pages/deletion-dialog.ts";
import { HomePage } from "./pages/home-page.ts";
import { ImagePage } from "./pages/image-page.ts";
import { RegistryForm } from "./pages/registry-form.ts";
import { RepositoryList } from "./pages/repository-list.ts";
import { TagTable } from "./pages/tag-table.ts";
import { WelcomePage } from "./pages/welcome-page.ts";
import { digestByApi, digestBySkopeo } from "./registry/witness.ts";

const auth = { username: "mate", password: "hawser-of-seven-fathoms" };
const repository = "library/kvstore";

/** A registry behind Basic authentication and a certificate of its own, and a Stowage that knows no registry and nobody. */
const test = base.extend({
  registry: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const registry = await startSamplesRegistry({ tls: true, auth });
      await use(registry);
      await registry.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  stowage: [
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const stowage = await startTestStowage({ STOWAGE_ADMIN_USERNAME: "", STOWAGE_ADMIN_PASSWORD: "" });
      await use(stowage);
      await stowage.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

test("the page that creates the administrator is accessible and fits the screen", { tag: "@mobile" }, async ({
  page,
}) => {
  await page.goto("/");
  await expect(page).toHaveURL("/welcome");
  await expect(new WelcomePage(page).heading).toBeVisible();
  await expectNoOverflow(page);
  await expectAccessible(page);
});

test("from the first visit on, a registry with Basic authentication over self-signed TLS is set up, browsed, and loses one of two tags", async ({
  page,
  registry,
  stowage,
  consoleErrors,
}) => {
  const bodies = keepBodies(page);

  await test.step("the first visit creates the administrator with the code that the server printed", async () => {
    const [code] = /\b[A-Z2-9]{4}(-[A-Z2-9]{4}){3}\b/.exec(stowage.printed()) ?? [];
    if (code === undefined) throw new Error(`The server printed no code:\n${stowage.printed()}`);
    await page.goto("/");
    const welcome = new WelcomePage(page);
    consoleErrors.provoke(/status of 403.*\/api\/setup/);
    await welcome.create({ ...stowage.administrator, code: "AAAA-BBBB-CCCC-DDDD" });
    await expect(welcome.main).toContainText("This is not the one-time code that the server printed.");
    await welcome.create({ ...stowage.administrator, code });
    await page.getByRole("link", { name: "Add a registry" }).click();
  });

  const form = new RegistryForm(page);
  await test.step("the check tells one problem after another, and what to do about each", async () => {
    await form.name.fill("Harbour");
    await expect(form.slug).toHaveValue("harbour");
    await form.endpoint.fill(registry.url);
    await form.check.click();
    await expect(form.step("Encryption")).toContainText("Failed");
    await expect(form.step("Encryption")).toContainText(
      `The certificate of ${registry.host} is signed by itself. Put its certificate into the registry’s settings as CA`,
    );

    await form.ca.fill(registry.ca ?? "");
    await form.check.click();
    await expect(form.step("Encryption")).toContainText("Passed");
    await expect(form.step("Authentication")).toContainText("Enter user name and password or token.");

    await form.username.fill(auth.username);
    await form.password.fill("not the password");
    await form.check.click();
    await expect(form.step("Authentication")).toContainText("The registry refuses the credentials of mate.");
    await expect(form.step("Authentication")).toContainText("Check user name and password.");

    await form.password.fill(auth.password);
    await form.check.click();
    await expect(form.step("Authentication")).toContainText("Basic authentication as mate works.");
    await expect(form.verdict).toHaveText("Everything answers as it should.");
  });

  await test.step("it is saved, and its password does not come back", async () => {
    await form.add.click();
    const row = page.getByRole("main").getByRole("listitem").filter({ hasText: registry.url });
    await expect(row).toContainText("Own CA");
    await expect(row).toContainText("as mate");
    await row.getByRole("link", { name: "Edit" }).click();
    await expect(form.username).toHaveValue(auth.username);
    await expect(form.password).toHaveValue("");
    await expect(page.getByText("A password is stored. Leave empty to keep it.")).toBeVisible();
  });

  const digest = await digestByApi(registry, repository, "7.2.4");
  const table = new TagTable(page);
  await test.step("an image is found and inspected", async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Registries" }).click();
    await new HomePage(page).openRegistry("Harbour");
    const list = new RepositoryList(page);
    await list.filter.fill("kv");
    await list.row(repository).click();
    await expect(table.upToDate).toBeVisible();
    await table.link("7").click();
    const image = new ImagePage(page);
    await expect(image.section("What runs")).toContainText("kvstore /etc/kvstore.conf");
    await expect(image.pull).toContainText(`docker pull ${registry.host}/${repository}:7`);
    await image.main.getByRole("navigation").getByRole("link", { name: "kvstore" }).click();
  });

  await test.step("one of three tags on a digest is deleted, and the others stay", async () => {
    await expect(table.upToDate).toBeVisible();
    await table.askToDelete("7");
    const deletion = new DeletionDialog(page);
    await deletion.confirm.click();
    await expect(deletion.outcome("7")).toContainText("deleted");
    await deletion.close();
    await expect(table.row("7.2")).toBeVisible();
    await expect(table.row("7")).toHaveCount(0);
  });

  expect(await digestByApi(registry, repository, "7")).toBeNull();
  expect(await digestBySkopeo(registry, repository, "7")).toBeNull();
  expect(await digestByApi(registry, repository, "7.2")).toBe(digest);
  expect(await digestBySkopeo(registry, repository, "7.2.4")).toBe(digest);

  for (const path of ["/settings/registries/harbour", "/api/registries/harbour", "/api/registries"]) {
    const answer = await page.request.get(path);
    expect(answer.ok()).toBe(true);
    expect(await answer.text()).not.toContain(auth.password);
  }
  const read = await bodies();
  expect(read.length).toBeGreaterThan(20);
  expect(read.filter(({ body }) => body.includes(auth.password)).map(({ path }) => path)).toEqual([]);
});

/** Keeps what the browser is sent; the function gives all of it, once it has arrived. */
function keepBodies(page: Page): () => Promise<readonly { path: string; body: string }[]> {
  const arriving: Promise<{ path: string; body: string }>[] = [];
  page.on("response", (response) => {
    const path = new URL(response.url()).pathname;
    // What a page hears of changes has no end.
    if (response.headers()["content-type"]?.startsWith("text/event-stream")) return;
    // The browser forgets bodies of pages that were left; those that matter are asked for again.
    const body = response.text().catch(() => "");
    arriving.push(body.then((text) => ({ path, body: text })));
  });
  return async () => (await Promise.all(arriving)).filter(({ body }) => body !== "");
}
