import { expect, request } from "@playwright/test";
import { expectAccessible, expectNoOverflow, test } from "./fixtures.ts";
import { SignInPage } from "./pages/sign-in-page.ts";
import { TokensPage } from "./pages/tokens-page.ts";

test("an operator makes a token that a program reads with, within its scopes, until it is revoked", {
  tag: "@mobile",
}, async ({ page, api, stowage, consoleErrors }) => {
  // A form that is refused is an answer with status 422.
  consoleErrors.provoke(/status of 422/);
  const user = {
    username: `operator-${crypto.randomUUID().slice(0, 8)}`,
    password: "a password of some length",
  };
  await api.addUser({ ...user, role: "operator" });
  await page.goto("/sign-in?next=/settings");
  await new SignInPage(page).signIn(user);
  await expect(page).toHaveURL("/settings/tokens");

  const tokens = new TokensPage(page);
  await expect(page.getByRole("heading", { name: "No tokens yet" })).toBeVisible();
  await tokens.create.click();
  await tokens.name.fill("nightly");
  await tokens.repositories.fill("library/[");
  await tokens.submit.click();
  await expect(page.getByText("This is no pattern")).toBeVisible();
  await expectAccessible(page);
  await tokens.repositories.fill("library/*");
  await tokens.submit.click();
  const token = (await tokens.made.textContent()) ?? "";
  await expect(tokens.list).toContainText("Never used");
  await expectAccessible(page);
  await expectNoOverflow(page);
  await page.reload();
  await expect(tokens.list).toHaveCount(1);
  await expect(tokens.made).toHaveCount(0);

  const program = await request.newContext({
    baseURL: stowage.url,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const status = async (path: string) => (await program.get(path)).status();
  expect(await status("/api/registries")).toBe(200);
  expect(await status("/api/registries/test/v2/library/kvstore/tags/list")).toBe(200);
  expect(await status("/api/registries/test/v2/prod/team/app/tags/list")).toBe(403);
  expect((await program.post("/api/registries/test/plans", { data: {} })).status()).toBe(403);

  await tokens.revoke("nightly");
  await expect(tokens.list).toContainText("Revoked");
  expect(await status("/api/registries")).toBe(401);
  await program.dispose();
});
