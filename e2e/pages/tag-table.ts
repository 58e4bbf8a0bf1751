import { expect, type Locator, type Page } from "@playwright/test";

type Column = "Size" | "Created" | "Digest" | "Type" | "Platforms" | "Last pull";

/** The tags of a repository. */
export class TagTable {
  readonly filter: Locator;
  readonly grid: Locator;
  readonly upToDate: Locator;
  readonly count: Locator;
  readonly refresh: Locator;
  /** What is selected, and what can be done with it. */
  readonly selection: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const main = page.getByRole("main");
    this.filter = main.getByRole("textbox", { name: "Filter tags" });
    this.grid = main.getByRole("grid", { name: /^Tags of / });
    this.upToDate = main.getByText("Up to date", { exact: true });
    this.count = main.getByRole("status").filter({ hasText: /^\d.* tags?$/ });
    this.refresh = main.getByRole("button", { name: "Refresh" });
    this.selection = main.getByRole("region", { name: "Selected tags" });
  }

  /** Opens a repository and waits until the table is what the registry has. */
  async open(slug: string, repository: string, query = ""): Promise<void> {
    await this.#page.goto(`/r/${slug}/${repository}${query}`);
    await this.upToDate.waitFor();
  }

  row(tag: string): Locator {
    return this.grid.getByRole("row").filter({ has: this.link(tag) });
  }

  link(tag: string): Locator {
    return this.#page.getByRole("link", { name: tag, exact: true });
  }

  /** The tags on the screen, from the top: a long table draws those near it alone. */
  tags(): Locator {
    return this.grid.getByRole("row").getByRole("link");
  }

  selectedRows(): Locator {
    return this.grid.getByRole("row", { selected: true });
  }

  checkbox(tag: string): Locator {
    return this.grid.getByRole("checkbox", { name: `Select ${tag}`, exact: true });
  }

  heading(column: Column): Locator {
    return this.grid.getByRole("columnheader", { name: column });
  }

  async sortBy(column: "size" | "date of creation"): Promise<void> {
    await this.grid.getByRole("button", { name: new RegExp(`^Sort by ${column}`) }).click();
  }

  async sortByName(): Promise<void> {
    await this.grid.getByRole("button", { name: /^Sort tags by name/ }).click();
  }

  /** Opens the menu of a row. */
  async menu(tag: string): Promise<Locator> {
    await this.row(tag)
      .getByRole("button", { name: `Actions for ${tag}` })
      .click();
    const menu = this.#page.getByRole("menu");
    await expect(menu).toBeVisible();
    return menu;
  }

  /** Asks for the deletion of one tag by its menu. */
  async askToDelete(tag: string): Promise<void> {
    const menu = await this.menu(tag);
    await menu.getByRole("menuitem", { name: "Delete…" }).click();
  }

  /** Asks for the deletion of everything selected. */
  async askToDeleteSelected(): Promise<void> {
    await this.selection.getByRole("button", { name: "Delete…" }).click();
  }
}
