import { expect } from "@playwright/test";
import { expectAccessible, expectNoOverflow, test } from "./fixtures.ts";

test("the reference tells of each operation who may call it, what is sent and answered, and how to try it", {
  tag: "@mobile",
}, async ({ signedInPage: page }) => {
  await page.goto("/reference");
  const operation = page.locator("#createPlan");
  await expect(operation).toContainText("/api/registries/{registry}/plans");
  await expect(operation).toContainText("Token: plan");
  await operation.locator("summary").click();
  await expect(operation.getByRole("heading", { name: "Body" })).toBeVisible();
  await expect(operation).toContainText("except");
  await expect(operation.locator("pre")).toContainText(/curl -X POST http:\/\/127\.0\.0\.1:\d+\/api/);
  await expectNoOverflow(page);
  await expectAccessible(page);
});

test("a program reads the description of the API, and it leads to what is there", async ({
  signedInPage: page,
}) => {
  const description = await page.request.get("/api/openapi.json");
  const { openapi, paths } = (await description.json()) as {
    openapi: string;
    paths: Record<string, { get?: { parameters?: { required: boolean }[] } }>;
  };
  expect(openapi).toBe("3.1.1");
  const plain = Object.entries(paths).filter(
    ([path, { get }]) =>
      get !== undefined && !path.includes("{") && !get.parameters?.some(({ required }) => required),
  );
  expect(plain.length).toBeGreaterThan(5);
  for (const [path] of plain) {
    // It ends when the page is left.
    if (path === "/api/activity/stream") continue;
    expect([path, (await page.request.get(path)).status()]).toEqual([path, 200]);
  }
});
