import { expect, type Locator, type Page } from "@playwright/test";

/** Where one goes anywhere by its name, or by a pasted reference. */
export class Palette {
  readonly dialog: Locator;
  readonly input: Locator;
  readonly options: Locator;
  readonly chosen: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole("dialog", { name: "Go to" });
    this.input = this.dialog.getByRole("combobox");
    this.options = this.dialog.getByRole("option");
    this.chosen = this.dialog.getByRole("option", { selected: true });
  }

  /** Presses its keys until it is there: a page that was just opened may not hear them yet. */
  async open(): Promise<void> {
    await expect(async () => {
      await this.#page.keyboard.press("Control+K");
      await expect(this.input).toBeVisible({ timeout: 2_000 });
    }).toPass();
  }
}
