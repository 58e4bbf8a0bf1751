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

test("what is refused is said in the language of the page", async ({
  signedInPage: page,
  api,
  consoleErrors,
}) => {
  // A time that cannot be read is an answer with status 422.
  consoleErrors.provoke(/status of 422/);
  const policy = await api.addPolicy({
    name: `야간 ${crypto.randomUUID().slice(0, 8)}`,
    registries: ["nowhere"],
    repositories: ["none/such"],
    rules: [{ action: "delete", tags: ["nightly-*"] }],
  });
  await page.goto("/registries/test/plans");
  await page.getByRole("button", { name: "일정 추가" }).click();
  const dialog = page.getByRole("dialog", { name: "일정 추가" });
  const cron = dialog.getByLabel("시각(cron)");
  await cron.fill("soon");
  await expect(dialog.getByRole("status")).toHaveText(
    "“soon”은(는) 다섯 항목(분, 시, 일, 월, 요일)으로 된 시각이 아닙니다. 30 3 * * 1-5처럼 적으십시오.",
  );
  await dialog.getByRole("button", { name: "저장" }).click();
  await expect(cron).toHaveAccessibleDescription(
    /30 3 \* \* 1-5처럼 분, 시, 일, 월, 요일의 다섯 항목을 적으십시오\.$/,
  );
  await cron.fill("30 3 31 2 *");
  await expect(dialog.getByRole("status")).toHaveText(
    "“30 3 31 2 *”에 해당하는 날이 없어 실행되지 않습니다.",
  );
  await dialog.getByLabel("시간대").fill("Seoul");
  await dialog.getByRole("button", { name: "저장" }).click();
  await expect(dialog.getByLabel("시간대")).toHaveAccessibleDescription(
    "Asia/Seoul, Europe/Berlin, UTC 같은 시간대를 적으십시오.",
  );
  // Neither the server’s sentences nor those of the library that reads the time.
  await expect(dialog.getByText(/\b(?:is|must|not|such|invalid)\b/i)).toHaveCount(0);
  await api.removePolicy(policy);
});
