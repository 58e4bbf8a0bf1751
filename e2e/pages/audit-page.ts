import type { Locator, Page } from "@playwright/test";

/** Who did what. */
export class AuditPage {
  /** The newest first. */
  readonly entries: Locator;
  readonly text: Locator;
  readonly action: Locator;
  readonly outcome: Locator;
  readonly export: Locator;
  readonly days: Locator;
  readonly save: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.entries = page.getByRole("list", { name: "Audit log" }).locator(":scope > li");
    this.text = page.getByRole("textbox", { name: "Search the audit log" });
    this.action = page.getByRole("combobox", { name: "Action" });
    this.outcome = page.getByRole("combobox", { name: "Outcome" });
    this.export = page.getByRole("link", { name: "Export as JSON lines" });
    this.days = page.getByRole("spinbutton", { name: "Entries are kept for" });
    this.save = page.getByRole("button", { name: "Save" });
  }

  async open(query = ""): Promise<void> {
    await this.#page.goto(`/audit${query}`);
  }
}
