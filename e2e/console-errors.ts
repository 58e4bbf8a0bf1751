import { type BrowserContext, expect } from "@playwright/test";

/** What browsers complained of during a test: errors of scripts, refused requests, violations of the security policy. */
export class ConsoleErrors {
  readonly #seen: string[] = [];
  readonly #provoked: RegExp[] = [];

  /** Listens to every page of a context. */
  watch(context: BrowserContext): void {
    context.on("console", (message) => {
      if (message.type() !== "error" && !/content security policy/i.test(message.text())) return;
      this.#seen.push(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.#seen.push(error.error().message));
  }

  /** Says that the test provokes errors of this kind, such as an answer with status 403, which browsers write down. */
  provoke(pattern: RegExp): void {
    this.#provoked.push(pattern);
  }

  /** Fails with whatever nobody provoked. */
  check(): void {
    const unexpected = this.#seen.filter((text) => !this.#provoked.some((pattern) => pattern.test(text)));
    expect(unexpected, "errors in the browser's console").toEqual([]);
  }
}
