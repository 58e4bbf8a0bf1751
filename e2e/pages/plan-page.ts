import type { Locator, Page } from "@playwright/test";

/** A clean-up: what it comes to, its items, and what can be done with it. */
export class PlanPage {
  /** What it comes to, or what became of it. */
  readonly head: Locator;
  readonly carryOut: Locator;
  readonly undoAll: Locator;
  readonly grid: Locator;
  /** What follows from taking something out. */
  readonly followed: Locator;
  readonly dialog: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.head = page.getByRole("region", { name: "What it comes to" }).first();
    this.carryOut = page.getByRole("button", { name: "Carry out…" });
    this.undoAll = page.getByRole("button", { name: "Undo all" });
    this.grid = page.getByRole("grid");
    const items = page.getByRole("region", { name: "Items of this clean-up" });
    this.followed = items.getByRole("status").filter({ hasText: /(stays|goes again)/ });
    this.dialog = page.getByRole("dialog");
  }

  /** The row of a tag, or of a manifest by the first digits of its digest. */
  row(reference: string): Locator {
    const link = this.#page.getByRole("link", { name: reference, exact: true });
    return this.grid.getByRole("row").filter({ has: link });
  }

  box(reference: string): Locator {
    return this.grid.getByRole("checkbox", { name: `${reference} in the plan` });
  }

  /** Shows what goes, or what stays. */
  part(name: "Goes" | "Stays" | "What became of it"): Locator {
    return this.#page.getByRole("button", { name, exact: true });
  }
}
