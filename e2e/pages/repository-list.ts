import type { Locator, Page } from "@playwright/test";

/** The repositories of a registry, as a list or a tree. */
export class RepositoryList {
  readonly filter: Locator;
  /** The list and the tree alike. */
  readonly table: Locator;
  readonly upToDate: Locator;
  readonly count: Locator;
  readonly refresh: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const main = page.getByRole("main");
    this.filter = main.getByRole("textbox", { name: "Filter repositories" });
    this.table = main
      .getByRole("grid", { name: /^Repositories of / })
      .or(main.getByRole("treegrid", { name: /^Repositories of / }));
    this.upToDate = main.getByText("Up to date", { exact: true });
    this.count = main.getByRole("status").filter({ hasText: /repositor/ });
    this.refresh = main.getByRole("button", { name: "Refresh" });
  }

  /** Opens a registry and waits until its list is what the registry has. */
  async open(slug: string, query = ""): Promise<void> {
    await this.#page.goto(`/r/${slug}${query}`);
    await this.upToDate.waitFor();
  }

  async choose(layout: "List" | "Tree"): Promise<void> {
    await this.#page.getByRole("button", { name: layout, exact: true }).click();
  }

  /** The line of a repository or, in the tree, of its last part. */
  row(name: string): Locator {
    return this.table.getByRole("row").filter({ has: this.#page.getByRole("link", { name, exact: true }) });
  }

  /** The line of a namespace, by its whole path. */
  namespace(path: string): Locator {
    return this.table
      .getByRole("row")
      .filter({ has: this.#page.getByRole("button", { name: new RegExp(`^(Unfold|Fold) ${path}$`) }) });
  }

  /** The repositories shown, from the top. */
  names(): Locator {
    return this.table.getByRole("row").getByRole("link");
  }
}
