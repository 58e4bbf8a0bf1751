import type { Locator, Page } from "@playwright/test";

/** Where a registry's space goes: a picture of tiles, and the same as a table. */
export class SpacePage {
  /** The tiles, or the columns by age. */
  readonly picture: Locator;
  readonly table: Locator;
  /** The way to what is looked at. */
  readonly trail: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const part = page.getByRole("region", { name: /by size$|by the month|largest layers/ });
    this.picture = part.getByRole("list", { name: /by size$|by the month|largest layers/ });
    this.table = part.getByRole("table");
    this.trail = page.getByRole("navigation", { name: "What is looked at" });
  }

  async open(slug: string, query = ""): Promise<void> {
    await this.#page.goto(`/registries/${slug}/space${query}`);
    await this.table.waitFor();
  }

  /** A tile of the picture that leads somewhere. */
  tile(name: string): Locator {
    return this.picture.getByRole("link", { name: new RegExp(`^${name}: `) });
  }

  /** The link in the table's row of a part. */
  row(name: string): Locator {
    return this.table.getByRole("link", { name, exact: true });
  }

  /** One of the numbers at the top. */
  number(label: string): Locator {
    const term = this.#page.getByRole("term").filter({ hasText: new RegExp(`^${label}$`) });
    return term.locator("xpath=following-sibling::dd[1]");
  }
}
