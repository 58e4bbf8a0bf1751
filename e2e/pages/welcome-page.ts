import type { Locator, Page } from "@playwright/test";

/** The first page of all, which creates the administrator. */
export class WelcomePage {
  readonly heading: Locator;
  readonly code: Locator;
  readonly username: Locator;
  readonly password: Locator;
  readonly submit: Locator;
  readonly main: Locator;

  constructor(page: Page) {
    this.main = page.getByRole("main");
    this.heading = this.main.getByRole("heading", { name: "Welcome to Stowage" });
    this.code = this.main.getByLabel("One-time code");
    this.username = this.main.getByLabel("User name");
    this.password = this.main.getByLabel("Password");
    this.submit = this.main.getByRole("button", { name: "Create administrator" });
  }

  /** Fills everything in and sends it. */
  async create(account: { code: string; username: string; password: string }): Promise<void> {
    await this.code.fill(account.code);
    await this.username.fill(account.username);
    await this.password.fill(account.password);
    await this.submit.click();
  }
}
