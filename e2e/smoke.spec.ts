import { expect } from "@playwright/test";
import { expectAccessible, test } from "./fixtures.ts";

test("a visitor without a session is asked to sign in @mobile", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await expectAccessible(page);
});

test("the health check answers without a session", async ({ request }) => {
  const response = await request.get("/api/health");
  expect(response.status()).toBe(200);
});

test("the administrator of the environment is signed in and sees the registry", async ({ signedInPage }) => {
  await signedInPage.goto("/");
  await expect(signedInPage.getByText("Test registry").first()).toBeVisible();
});
