import type { Locator, Page } from "@playwright/test";

/** An account as one types it. */
interface Account {
  readonly username: string;
  readonly password: string;
}

/** The form that lets people in. */
export class SignInPage {
  readonly username: Locator;
  readonly password: Locator;
  readonly problem: Locator;
  readonly #submit: Locator;

  constructor(page: Page) {
    const main = page.getByRole("main");
    this.username = main.getByLabel("User name");
    this.password = main.getByLabel("Password");
    this.problem = main.getByRole("alert");
    this.#submit = main.getByRole("button", { name: "Sign in" });
  }

  async signIn({ username, password }: Account): Promise<void> {
    await this.username.fill(username);
    await this.password.fill(password);
    await this.#submit.click();
  }
}
