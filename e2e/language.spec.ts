import { expect } from "@playwright/test";
import { expectNoOverflow, test } from "./fixtures.ts";
import { Shell } from "./pages/shell.ts";

test.use({ locale: "ko-KR" });

const heading = (level: number, name: string) => ({ role: "heading", level, name }) as const;

test("whoever’s browser asks for Korean gets Korean pages that fit the screen", { tag: "@mobile" }, async ({
  signedInPage: page,
}) => {
  for (const [path, text] of [
    ["/", "레지스트리"],
    ["/r/test", "리포지터리"],
    ["/r/test/prod/team/app", "태그"],
    ["/r/test/prod/team/app:latest", "레이어"],
    ["/settings/access", "사용자"],
    ["/activity", "알림"],
  ] as const) {
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("lang", "ko");
    await expect(page.getByRole("main")).toContainText(text);
    await expectNoOverflow(page);
  }
});

test("a language chosen by hand wins over the browser’s, and is remembered", async ({
  signedInPage: page,
}) => {
  await page.goto("/");
  const { role, ...english } = heading(1, "Registries");
  await new Shell(page).chooseLanguage("English");
  await expect(page.getByRole(role, english)).toBeVisible();
  await page.reload();
  await expect(page.getByRole(role, english)).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");

  await new Shell(page).chooseLanguage("한국어");
  await expect(page.getByRole(role, { level: 1, name: "레지스트리" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
});
