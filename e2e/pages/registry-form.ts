import type { Locator, Page } from "@playwright/test";

type Step =
  | "Name resolution"
  | "Connection"
  | "Encryption"
  | "Authentication"
  | "API"
  | "Catalog"
  | "Deleting manifests"
  | "Deleting single tags"
  | "Referrers";

/** The settings of a registry, new or stored, with the connection check beside them. */
export class RegistryForm {
  readonly name: Locator;
  readonly slug: Locator;
  readonly endpoint: Locator;
  readonly ca: Locator;
  readonly username: Locator;
  readonly password: Locator;
  readonly add: Locator;
  readonly save: Locator;
  readonly check: Locator;
  readonly verdict: Locator;
  readonly problem: Locator;
  readonly #check: Locator;

  constructor(page: Page) {
    const main = page.getByRole("main");
    this.name = main.getByLabel("Name", { exact: true });
    this.slug = main.getByLabel("Slug");
    this.endpoint = main.getByLabel("Endpoint");
    this.ca = main.getByLabel("CA certificate (PEM)");
    this.username = main.getByLabel("User name");
    this.password = main.getByLabel("Password or token");
    this.add = main.getByRole("button", { name: "Add registry" });
    this.save = main.getByRole("button", { name: "Save changes" });
    this.problem = main.getByRole("alert");
    this.#check = main.getByRole("region", { name: "Connection check" });
    this.check = this.#check.getByRole("button", { name: "Check connection" });
    this.verdict = this.#check.getByRole("status");
  }

  /** A step of the check: how it ended, what it found, and what to do. */
  step(name: Step): Locator {
    return this.#check.getByRole("listitem").filter({ hasText: new RegExp(`^${name}: `) });
  }
}
