import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures.ts";
import { startSamplesRegistry, type TestRegistry } from "./harness.ts";
import { HomePage } from "./pages/home-page.ts";
import { RepositoryList } from "./pages/repository-list.ts";
import { TagTable } from "./pages/tag-table.ts";

const auth = { username: "mate", password: "the right password" };

let secured: TestRegistry | undefined;
let plain: TestRegistry | undefined;

test.beforeAll(async ({ api }) => {
  secured = await startSamplesRegistry({ tls: true, auth });
  plain = await startSamplesRegistry();
  const { url, ca = "" } = secured;
  await api.addRegistry({ slug: "sunk", name: "Sunk", url: "http://127.0.0.1:1" });
  await api.addRegistry({ slug: "locked-out", name: "Locked out", url, ca, ...auth, password: "outdated" });
  await api.addRegistry({ slug: "untrusted", name: "Untrusted", url, ...auth });
  await api.addRegistry({
    slug: "https-on-http",
    name: "Wrong scheme",
    url: plain.url.replace("http:", "https:"),
  });
  await api.addRegistry({ slug: "http-on-https", name: "Other scheme", url: url.replace("https:", "http:") });
  await api.addRegistry({ slug: "leaving", name: "Leaving", url: plain.url });
});

test.afterAll(async ({ api }) => {
  for (const slug of ["sunk", "locked-out", "untrusted", "https-on-http", "http-on-https", "leaving"]) {
    await api.removeRegistry(slug);
  }
  await secured?.stop();
  await plain?.stop();
});

test.beforeEach(({ consoleErrors }) => {
  // Browsers write down every answer that is an error.
  consoleErrors.provoke(/status of (404|50\d)/);
});

const registries = [
  [
    "that does not answer",
    "sunk",
    "Nothing answers at the registry’s address",
    "Is Sunk running, and is the port right?",
  ],
  [
    "whose password is wrong",
    "locked-out",
    "The registry does not let Stowage in",
    "Check user name and password there.",
  ],
  [
    "whose certificate nobody trusts",
    "untrusted",
    "The registry’s certificate is not trusted",
    "Put its certificate into the registry’s settings as CA",
  ],
  [
    "that is asked for HTTPS and speaks HTTP",
    "https-on-http",
    "The registry speaks plain HTTP",
    "Write http:// as endpoint",
  ],
  [
    "that is asked for HTTP and speaks HTTPS",
    "http-on-https",
    "The registry speaks HTTPS",
    "Write https:// as endpoint",
  ],
] as const;

for (const [what, slug, title, advice] of registries) {
  test(`a registry ${what} says so on each of its pages, and what to do`, async ({ signedInPage: page }) => {
    for (const path of [`/r/${slug}`, `/r/${slug}/hello`, `/r/${slug}/hello:1.0`]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { name: title })).toBeVisible();
      await expect(page.getByRole("main")).toContainText(advice);
      await expectNoGibberish(page);
    }
    await page.getByRole("link", { name: "Registry settings" }).click();
    await expect(page).toHaveURL(`/settings/registries/${slug}`);
  });
}

test("the home page tells of each registry that cannot be reached, and the others still answer", async ({
  signedInPage: page,
}) => {
  await page.goto("/");
  const home = new HomePage(page);
  await expect(home.registry("Test registry")).toContainText("Answers in");
  for (const [, , title, advice] of registries) {
    await expect(page.getByRole("article").filter({ hasText: advice })).toContainText(title);
  }
  await expectNoGibberish(page);
});

test("what was seen of a registry stays readable when it stops answering", async ({ signedInPage: page }) => {
  const table = new TagTable(page);
  await table.open("leaving", "hello");
  const list = new RepositoryList(page);
  await list.open("leaving");
  await plain?.stop();
  plain = undefined;

  await page.goto("/r/leaving/hello");
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "Not up to date: Leaving could not be asked. Shown is what was seen last.",
  );
  await expect(table.row("1.1.0")).toBeVisible();
  await page.goto("/r/leaving");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Is Leaving running");
  await expect(list.row("hello")).toBeVisible();
  await expectNoGibberish(page);
});

test("an unknown repository leads to those there are", async ({ signedInPage: page }) => {
  await page.goto("/r/test/no/such/thing");
  await expect(page.getByRole("heading", { name: "There is no such repository" })).toBeVisible();
  await page.getByRole("link", { name: "Repositories of Test registry" }).click();
  await expect(page).toHaveURL("/r/test");
});

test("an unknown tag offers those with a similar name", async ({ signedInPage: page }) => {
  await new TagTable(page).open("test", "prod/team/app");
  await page.goto("/r/test/prod/team/app:2.4.99");
  await expect(page.getByRole("heading", { name: "There is no such tag or digest" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "2.4.1", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("2.4.1");
});

test("an address that leads nowhere shows what addresses look like", async ({ signedInPage: page }) => {
  const response = await page.goto("/no/such/page");
  expect(response?.status()).toBe(404);
  await expect(page.getByText("Addresses of images look like /r/registry/team/app:v1.0.")).toBeVisible();
  await page.goto("/r/test/Team/App:v1");
  await expect(page.getByRole("heading", { name: "This is not a repository’s name" })).toBeVisible();
  await expectNoGibberish(page);
});

/** Nothing of what programs say to each other. */
async function expectNoGibberish(page: Page): Promise<void> {
  await expect(page.getByRole("main")).not.toContainText(
    /failed to fetch|undefined|\bat \w+ \(|ECONN|\[object|Error:/i,
  );
}
