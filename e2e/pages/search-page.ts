import type { Locator, Page } from "@playwright/test";

/** The search over every registry. */
export class SearchPage {
  readonly box: Locator;
  readonly results: Locator;
  readonly links: Locator;
  /** What can be searched for, where nothing was typed yet. */
  readonly language: Locator;
  readonly nothing: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.box = page.getByRole("textbox", { name: "Search every registry" });
    this.results = page.getByRole("region", { name: "Results" }).getByRole("listitem");
    this.links = this.results.getByRole("link");
    this.language = page.getByRole("region", { name: "What can be searched for" });
    this.nothing = page.getByRole("heading", { name: "Nothing was found" });
  }

  async open(query = ""): Promise<void> {
    await this.#page.goto(query === "" ? "/search" : `/search?q=${encodeURIComponent(query)}`);
  }
}
