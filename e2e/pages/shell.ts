import type { Locator, Page } from "@playwright/test";

/** What stands around every page. */
export class Shell {
  readonly settings: Locator;
  readonly preferences: Locator;
  readonly help: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const banner = page.getByRole("banner");
    this.settings = banner.getByRole("link", { name: "Settings" });
    this.preferences = banner.getByRole("button", { name: /^(Theme, Language|테마, 언어)$/ });
    this.help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  }

  async signOut(): Promise<void> {
    await this.#page.getByRole("button", { name: /^Account: / }).click();
    await this.#page.getByRole("menuitem", { name: "Sign out" }).click();
  }

  async chooseLanguage(name: "English" | "한국어"): Promise<void> {
    await this.preferences.click();
    await this.#page.getByRole("menuitemcheckbox", { name }).click();
    await this.#page.keyboard.press("Escape");
  }
}
