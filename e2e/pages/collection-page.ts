import type { Locator, Page } from "@playwright/test";

/** How a registry collects its garbage: what that frees, the button that does it, and what waits for it. */
export class CollectionPage {
  readonly run: Locator;
  readonly settings: Locator;
  readonly commands: Locator;
  readonly untagged: Locator;
  readonly empty: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const part = (name: string) => page.getByRole("region", { name, exact: true });
    this.run = part("Collect");
    this.settings = part("How it is collected");
    this.commands = part("What to run");
    this.untagged = part("Manifests that no tag reaches");
    this.empty = part("Repositories left empty");
  }

  /** Opens it, and waits until all of it is there. */
  async open(slug: string): Promise<void> {
    await this.#page.goto(`/registries/${slug}/collection`);
    await this.forecast("Without --delete-untagged").getByTitle(/ B$/).waitFor();
    await this.untagged.getByText("Asking the registry…").waitFor({ state: "hidden" });
    await this.empty.getByText("Looking…").waitFor({ state: "hidden" });
  }

  /** What collecting would free. */
  forecast(label: string): Locator {
    const term = this.run.getByRole("term").filter({ hasText: new RegExp(`^${label}$`) });
    return term.locator("xpath=following-sibling::dd[1]");
  }

  /** Past collections, the newest first. */
  get runs(): Locator {
    return this.run.getByRole("listitem");
  }
}
