import { expect, type Locator, type Page } from "@playwright/test";

/** The editor of a policy with its preview. */
export class RetentionPage {
  readonly name: Locator;
  readonly repositories: Locator;
  readonly preview: Locator;
  readonly rows: Locator;
  readonly save: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.name = page.getByLabel("Name", { exact: true });
    this.repositories = page.getByLabel("Repositories", { exact: true });
    this.preview = page.getByRole("region", { name: "What this would do" });
    this.rows = this.preview.getByRole("region", { name: "Tags with what becomes of them" });
    this.save = page.getByRole("button", { name: /^(Create|Save)$/ });
  }

  async open(): Promise<void> {
    await this.#page.goto("/retention/policies");
  }

  async startNew(): Promise<void> {
    await this.#page.getByRole("link", { name: "New policy" }).first().click();
    await expect(this.name).toBeVisible();
  }

  rule(number: number): Locator {
    return this.#page.getByRole("listitem", { name: `Rule ${number}`, exact: true });
  }

  /** Adds a rule about the names of tags. */
  async addRule(action: "keeps" | "deletes", tags: string): Promise<void> {
    const before = await this.#page.getByLabel("Name of the tag", { exact: true }).count();
    await this.#page.getByRole("button", { name: `Add a rule that ${action}` }).click();
    await this.#page.getByLabel("Name of the tag", { exact: true }).nth(before).fill(tags);
  }

  async addCondition(number: number, name: string): Promise<void> {
    await this.rule(number).getByRole("button", { name: "Add a condition" }).click();
    await this.#page.getByRole("menuitem", { name }).click();
  }

  /** The row of a tag in the preview. */
  row(tag: string): Locator {
    return this.rows
      .getByRole("listitem")
      .filter({ has: this.#page.getByRole("link", { name: tag, exact: true }) });
  }
}
