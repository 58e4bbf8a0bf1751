import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { ConsoleErrors } from "./console-errors.ts";
import {
  environmentFor,
  startSamplesRegistry,
  startTestStowage,
  type TestRegistry,
  type TestStowage,
} from "./harness.ts";

interface WorkerFixtures {
  /** A registry with the sample images, the worker's own: its tests may change it. */
  readonly registry: TestRegistry;
  /** Stowage, connected to that registry as `test`. */
  readonly stowage: TestStowage;
}

interface TestFixtures {
  /** Fails any test in which the browser's console has an error that the test did not announce. */
  readonly consoleErrors: ConsoleErrors;
  /** A page in which the administrator is signed in; nothing is open yet. */
  readonly signedInPage: Page;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  registry: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const registry = await startSamplesRegistry();
      await use(registry);
      await registry.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  stowage: [
    async ({ registry }, use) => {
      const stowage = await startTestStowage(environmentFor(registry));
      await use(stowage);
      await stowage.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],

  baseURL: async ({ stowage }, use) => use(stowage.url),

  consoleErrors: [
    async ({ context }, use) => {
      const errors = new ConsoleErrors();
      errors.watch(context);
      await use(errors);
      errors.check();
    },
    { auto: true },
  ],

  signedInPage: async ({ page, stowage }, use) => {
    await signIn(page, stowage);
    await use(page);
  },
});

/** Gives a page the administrator's session, without the form. */
export async function signIn(page: Page, stowage: TestStowage): Promise<void> {
  const response = await page.request.post(`${stowage.url}/api/session`, {
    data: stowage.administrator,
    headers: { origin: stowage.url },
  });
  expect(response.status(), await response.text()).toBeLessThan(300);
}

/** Fails with what axe finds against WCAG 2.2 A and AA, named by rule and element. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`),
  );
  expect(findings).toEqual([]);
}
