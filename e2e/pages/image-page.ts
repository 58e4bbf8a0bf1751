import type { Locator, Page } from "@playwright/test";

type View = "Overview" | "Layers" | "History" | "Config" | "Attached" | "Raw JSON";

/** The page of a tag or digest. */
export class ImagePage {
  readonly heading: Locator;
  readonly main: Locator;
  readonly platforms: Locator;
  readonly pull: Locator;
  readonly deleteTag: Locator;
  readonly #views: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.main = page.getByRole("main");
    this.heading = this.main.getByRole("heading", { level: 1 });
    this.platforms = this.main.getByRole("navigation", { name: "Platforms" });
    this.pull = this.main.getByRole("region", { name: "Pull command" });
    this.deleteTag = this.main.getByRole("button", { name: "Delete tag…" });
    this.#views = this.main.getByRole("navigation", { name: "Views" });
  }

  async open(slug: string, reference: string, query = ""): Promise<void> {
    await this.#page.goto(`/r/${slug}/${reference}${query}`);
    await this.#views.waitFor();
  }

  view(view: View): Locator {
    return this.#views.getByRole("link", { name: view });
  }

  platform(platform: string): Locator {
    return this.platforms.getByRole("link", { name: platform });
  }

  /** A part of the page under a heading of its own. */
  section(name: string | RegExp): Locator {
    return this.main.getByRole("region", { name });
  }
}
