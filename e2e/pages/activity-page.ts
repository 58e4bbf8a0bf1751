import type { Locator, Page } from "@playwright/test";

/** What was pushed and deleted. */
export class ActivityPage {
  /** The newest first. */
  readonly entries: Locator;
  readonly repository: Locator;
  readonly action: Locator;
  readonly waiting: Locator;
  readonly older: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.entries = page.getByRole("list", { name: "Activity" }).getByRole("listitem");
    this.repository = page.getByRole("textbox", { name: "Repository" });
    this.action = page.getByRole("combobox", { name: "Action" });
    this.waiting = page.getByRole("button", { name: /new entr/ });
    this.older = page.getByRole("button", { name: "Show older" });
  }

  async open(query = ""): Promise<void> {
    await this.#page.goto(`/activity${query}`);
  }
}
