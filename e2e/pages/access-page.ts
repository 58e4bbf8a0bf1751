import type { Locator, Page } from "@playwright/test";

type Role = "Viewer" | "Operator" | "Administrator";

/** Who may look, delete and change settings. */
export class AccessPage {
  readonly anonymous: Locator;
  readonly dialog: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.anonymous = page.getByRole("checkbox", { name: "Look without signing in" });
    this.dialog = page.getByRole("dialog");
  }

  async open(): Promise<void> {
    await this.#page.goto("/settings/access");
  }

  role(username: string): Locator {
    return this.#page.getByLabel(`Role of ${username}`);
  }

  async add(user: { username: string; password: string; role: Role }): Promise<void> {
    await this.#page.getByRole("button", { name: "Add user" }).click();
    await this.dialog.getByLabel("User name").fill(user.username);
    await this.dialog.getByLabel("Password").fill(user.password);
    await this.dialog.getByLabel("Role").selectOption(user.role);
    await this.dialog.getByRole("button", { name: "Add user" }).click();
  }

  async remove(username: string): Promise<void> {
    await this.#page.getByRole("button", { name: `Actions for ${username}` }).click();
    await this.#page.getByRole("menuitem", { name: "Remove" }).click();
    await this.dialog.getByRole("button", { name: "Remove" }).click();
  }
}
