import type { Locator, Page } from "@playwright/test";

/** Every registry with its state, and the newest images. */
export class HomePage {
  readonly heading: Locator;
  readonly newestImages: Locator;
  readonly #main: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.#main = page.getByRole("main");
    this.heading = this.#main.getByRole("heading", { name: "Registries", level: 1 });
    this.newestImages = this.#main.getByRole("region", { name: "Newest images" });
  }

  /** The card of a registry. */
  registry(name: string): Locator {
    return this.#main
      .getByRole("article")
      .filter({ has: this.#page.getByRole("link", { name, exact: true }) });
  }

  /** Opens a registry's list of repositories. */
  async openRegistry(name: string): Promise<void> {
    await this.#main.getByRole("link", { name, exact: true }).click();
  }
}
