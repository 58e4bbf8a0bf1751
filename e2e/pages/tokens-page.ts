import type { Locator, Page } from "@playwright/test";

/** Settings › API tokens. */
export class TokensPage {
  readonly list: Locator;
  readonly create: Locator;
  readonly submit: Locator;
  readonly name: Locator;
  readonly repositories: Locator;
  /** The token that was just made. */
  readonly made: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.list = page.getByRole("list", { name: "API tokens" }).getByRole("listitem");
    this.create = page.getByRole("button", { name: "New token" });
    this.submit = page.getByRole("button", { name: "Make the token" });
    this.name = page.getByRole("textbox", { name: "Name" });
    this.repositories = page.getByRole("textbox", { name: "Repositories" });
    this.made = page.locator("code", { hasText: /^stw_[\w-]{43}$/ });
  }

  async open(): Promise<void> {
    await this.#page.goto("/settings/tokens");
  }

  async revoke(name: string): Promise<void> {
    await this.#page.getByRole("button", { name: `Revoke ${name}` }).click();
    await this.#page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  }
}
