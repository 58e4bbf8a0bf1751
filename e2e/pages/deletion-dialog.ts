import type { Locator, Page } from "@playwright/test";

/** What would go and what stays, and then what became of it. */
export class DeletionDialog {
  readonly dialog: Locator;
  readonly title: Locator;
  /** The button that begins the deletion. */
  readonly confirm: Locator;
  /** Where damage is great, a line to type. */
  readonly typing: Locator;
  /** Puts back what was deleted. */
  readonly undo: Locator;
  /** Leads to the clean-up that the deletion is. */
  readonly plan: Locator;
  /** Everything in one look, at the end. */
  readonly summary: Locator;
  readonly #close: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole("dialog");
    this.title = this.dialog.getByRole("heading", { level: 2 });
    this.confirm = this.dialog.getByRole("button", { name: /^Delete (tag|\d+ tags)$/ });
    this.typing = this.dialog.getByLabel(/to confirm$/);
    this.summary = this.dialog.getByRole("status").filter({ hasText: "Every other tag is still there." });
    this.undo = this.dialog.getByRole("button", { name: "Undo", exact: true });
    this.plan = this.dialog.getByRole("link", { name: /clean-up/i });
    // The cross in the corner has the same name.
    this.#close = this.dialog.getByRole("button", { name: "Close", exact: true }).last();
  }

  /** A tag among those that would go, with what stays beside it. */
  going(tag: string): Locator {
    return this.#item(this.dialog.getByRole("region", { name: /tags? goe?s?$/ }), tag);
  }

  /** What goes along with the tags, each with a box. */
  get along(): Locator {
    return this.dialog.getByRole("region", { name: /go(es)? along$/ });
  }

  /** What became of a tag. */
  outcome(tag: string): Locator {
    return this.#item(this.dialog.getByRole("region", { name: "Details for each tag" }), tag);
  }

  async close(): Promise<void> {
    await this.#close.click();
  }

  #item(list: Locator, tag: string): Locator {
    return list.getByRole("listitem").filter({ has: this.dialog.page().getByText(tag, { exact: true }) });
  }
}
