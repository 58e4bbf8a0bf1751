import type { Locator, Page } from "@playwright/test";

/** The section of a registry's settings in which its notifications are turned on. */
export class NotificationSettings {
  readonly section: Locator;
  readonly make: Locator;
  /** The token, while it is shown. */
  readonly token: Locator;
  /** The lines for the registry's `config.yml`. */
  readonly lines: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.section = page.getByRole("region", { name: "Notifications" });
    this.make = this.section.getByRole("button", { name: "Make a token" });
    this.token = this.section.getByRole("status").locator("code");
    this.lines = this.section.locator("pre").first();
  }

  async open(slug: string): Promise<void> {
    await this.#page.goto(`/settings/registries/${slug}#notifications`);
  }
}
