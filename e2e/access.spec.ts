import { type BrowserContext, expect, type Page } from "@playwright/test";
import type { Role } from "#lib/access/role.ts";
import { test } from "./fixtures.ts";
import type { TestStowage } from "./harness.ts";
import { AccessPage } from "./pages/access-page.ts";
import { ImagePage } from "./pages/image-page.ts";
import { Shell } from "./pages/shell.ts";
import { SignInPage } from "./pages/sign-in-page.ts";
import { TagTable } from "./pages/tag-table.ts";
import type { StowageApi } from "./stowage-api.ts";

const repository = "library/kvstore";
const password = "a password of some length";

/** A user of that role, made for one test. */
async function userOf(api: StowageApi, role: Role) {
  const user = { username: `${role}-${crypto.randomUUID().slice(0, 8)}`, password };
  await api.addUser({ ...user, role });
  return user;
}

async function signedInAs(page: Page, user: { username: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await new SignInPage(page).signIn(user);
  await expect(page).toHaveURL("/");
}

/** Asks the API to plan the deletion of a tag with the page's own session, as its scripts would. */
function planByApi(page: Page, stowage: TestStowage, headers: Readonly<Record<string, string>> = {}) {
  return page.request.post(`${stowage.url}/api/registries/test/plans`, {
    data: { from: { kind: "tags", repository, tags: [{ tag: "8.0" }] } },
    headers,
  });
}

test("a viewer is offered no deletion, and the API refuses one", async ({ page, api, stowage, registry }) => {
  await signedInAs(page, await userOf(api, "viewer"));
  const table = new TagTable(page);
  await table.open("test", repository);
  await table.checkbox("8.0").click();
  await expect(table.selection).toContainText("Deleting needs the role of an operator.");
  await expect(table.selection.getByRole("button", { name: "Delete…" })).toHaveCount(0);
  const menu = await table.menu("8.0");
  await expect(menu.getByRole("menuitem", { name: "Open" })).toBeVisible();
  await expect(menu.getByRole("menuitem", { name: "Delete…" })).toHaveCount(0);

  const image = new ImagePage(page);
  await image.open("test", `${repository}:8.0`);
  await expect(image.deleteTag).toHaveCount(0);

  const answer = await planByApi(page, stowage);
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toMatchObject({ code: "FORBIDDEN" });
  expect(await registry.tags(repository)).toContain("8.0");
});

test("a viewer sees no settings, and their address answers 403 with what to do", async ({
  page,
  api,
  consoleErrors,
}) => {
  // Next names no icon on a page with status 403, so Chromium asks for the usual one.
  consoleErrors.provoke(/status of 403|favicon/);
  await signedInAs(page, await userOf(api, "viewer"));
  await expect(new Shell(page).settings).toHaveCount(0);
  for (const path of ["/settings/registries", "/settings/registries/test", "/settings/access", "/audit"]) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(403);
    await expect(page.getByText("Ask an administrator for a role that may do this.")).toBeVisible();
  }
});

test("an operator may delete, but sees no settings", async ({ page, api }) => {
  await signedInAs(page, await userOf(api, "operator"));
  await expect(new Shell(page).settings).toHaveCount(0);
  const image = new ImagePage(page);
  await image.open("test", `${repository}:8.0`);
  await image.deleteTag.click();
  await expect(page.getByRole("dialog").getByRole("button", { name: "Delete tag" })).toBeEnabled();
});

test("an administrator adds a user, changes the role and removes them, which ends their sessions", async ({
  signedInPage: page,
  browser,
  stowage,
  consoleErrors,
}) => {
  const access = new AccessPage(page);
  await access.open();
  const user = { username: "deckhand", password };
  await access.add({ ...user, role: "Viewer" });
  await expect(page.getByText("deckhand was added.")).toBeVisible();

  const other = await browser.newContext({ baseURL: stowage.url });
  consoleErrors.watch(other);
  const theirs = await other.newPage();
  await signedInAs(theirs, user);
  await access.role("deckhand").selectOption("Administrator");
  await expect(page.getByText("deckhand was changed.")).toBeVisible();
  // What somebody may do changes at once, so the session of the former role has ended.
  consoleErrors.provoke(/status of 401/);
  await theirs.reload();
  await new SignInPage(theirs).signIn(user);
  await expect(new Shell(theirs).settings).toBeVisible();

  await access.remove("deckhand");
  await expect(page.getByText("deckhand was removed.")).toBeVisible();
  await expect(access.role("deckhand")).toHaveCount(0);
  await theirs.reload();
  await expect(theirs).toHaveURL(/\/sign-in/);
  await other.close();
});

test("the last administrator cannot give up the role, and is told why", async ({
  signedInPage: page,
  consoleErrors,
}) => {
  consoleErrors.provoke(/status of 409/);
  const access = new AccessPage(page);
  await access.open();
  await access.role("captain").selectOption("Viewer");
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(
    "Somebody must be able to change settings: this is the last administrator.",
  );
  await expect(access.role("captain")).toHaveValue("administrator");
});

test("strangers look around once an administrator allows it, and no longer when it is taken back", async ({
  signedInPage: page,
  browser,
  stowage,
  api,
}) => {
  const access = new AccessPage(page);
  await access.open();
  await access.anonymous.click();
  await expect(page.getByText("Saved.")).toBeVisible();

  const strangers = await browser.newContext({ baseURL: stowage.url });
  const stranger = await strangers.newPage();
  const table = new TagTable(stranger);
  await table.open("test", repository);
  await table.checkbox("8.0").click();
  await expect(table.selection.getByRole("button", { name: "Delete…" })).toHaveCount(0);
  const answer = await planByApi(stranger, stowage);
  expect([401, 403]).toContain(answer.status());

  await api.allowAnonymousViewing(false);
  await stranger.reload();
  await expect(stranger).toHaveURL(/\/sign-in/);
  await strangers.close();
});

test("a wrong password is answered by a sentence, which does not tell whether the user exists", async ({
  page,
  stowage,
  consoleErrors,
}) => {
  consoleErrors.provoke(/status of 401/);
  await page.goto("/sign-in");
  const form = new SignInPage(page);
  for (const username of [stowage.administrator.username, "nobody"]) {
    await form.signIn({ username, password: "wrong" });
    await expect(form.problem).toHaveText("User name or password is wrong.");
  }
});

test("signing in leads back to the page one wanted, and nowhere else", async ({
  page,
  stowage,
  consoleErrors,
}) => {
  // The table may ask something just when the session ends.
  consoleErrors.provoke(/status of 401/);
  await page.goto(`/r/test/${repository}?q=8.*`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await new SignInPage(page).signIn(stowage.administrator);
  await expect(page).toHaveURL(`/r/test/${repository}?q=8.*`);
  await new Shell(page).signOut();
  await expect(page).toHaveURL(/\/sign-in/);

  await page.goto("/sign-in?next=https://elsewhere.example/");
  await new SignInPage(page).signIn(stowage.administrator);
  await expect(page).toHaveURL("/");
});

test("signing out ends the session on the server, not only in the browser", async ({ page, stowage }) => {
  await signedInAs(page, stowage.administrator);
  const cookies = await page.context().cookies();
  await new Shell(page).signOut();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.context().addCookies(cookies);
  await page.goto("/settings/access");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("the session’s cookie is out of reach for scripts and other sites", async ({ page, stowage }) => {
  await signedInAs(page, stowage.administrator);
  const session = await sessionCookie(page.context());
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(await page.evaluate(() => document.cookie)).not.toContain(session?.value);
});

test("a write that another site’s page asks for is refused", async ({
  signedInPage: page,
  stowage,
  registry,
}) => {
  for (const headers of [
    { origin: "https://elsewhere.example" },
    { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" },
  ]) {
    const answer = await planByApi(page, stowage, headers);
    expect(answer.status()).toBe(403);
    expect(await answer.json()).toMatchObject({ code: "CROSS_SITE" });
  }
  expect(await registry.tags(repository)).toContain("8.0");
});

test("pages allow no inline scripts, no frames around them, and nothing from other hosts", async ({
  signedInPage: page,
}) => {
  const paths = ["/", "/r/test", `/r/test/${repository}`, `/r/test/${repository}:8.0`, "/settings/access"];
  const nonces = new Set<string>();
  for (const path of paths) {
    const response = await page.goto(path);
    const policy = directives(response?.headers()["content-security-policy"] ?? "");
    expect(policy["default-src"]).toBe("'none'");
    expect(policy["script-src"]).not.toContain("unsafe-inline");
    expect(policy["script-src"]).not.toContain("unsafe-eval");
    expect(policy["frame-ancestors"]).toBe("'none'");
    nonces.add(policy["script-src"] ?? "");
  }
  // A nonce that came twice could be guessed.
  expect(nonces.size).toBe(paths.length);
});

function directives(policy: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    policy.split(";").map((part) => {
      const [name = "", ...values] = part.trim().split(" ");
      return [name, values.join(" ")];
    }),
  );
}

async function sessionCookie(context: BrowserContext) {
  return (await context.cookies()).find(({ name }) => name.endsWith("stowage-session"));
}
