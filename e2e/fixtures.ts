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
import { StowageApi } from "./stowage-api.ts";

interface WorkerFixtures {
  /** A registry with the sample images, the worker's own: its tests may change it. */
  readonly registry: TestRegistry;
  /** Stowage, connected to that registry as `test`. */
  readonly stowage: TestStowage;
  /** The administrator's way to arrange things in that Stowage. */
  readonly api: StowageApi;
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

  api: [
    async ({ stowage }, use) => {
      const api = await StowageApi.signIn(stowage);
      await use(api);
      await api.dispose();
    },
    { scope: "worker" },
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

  signedInPage: async ({ page, api }, use) => {
    await page.context().addCookies(await api.cookies());
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

/** Fails with what axe finds against WCAG 2.2 A and AA, in the light theme and the dark, named by rule and element. */
export async function expectAccessible(page: Page): Promise<void> {
  const wide = (page.viewportSize()?.width ?? 0) >= 640;
  await show(page, "light");
  const light = await findings(
    new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
      // Colours do not depend on the screen, and to judge them takes longer than all else together.
      .disableRules(wide ? [] : ["color-contrast"]),
  );
  const dark: string[] = [];
  // Between the themes nothing but colours changes.
  if (wide) {
    await show(page, "dark");
    dark.push(...(await findings(new AxeBuilder({ page }).withRules(["color-contrast"]))));
    await show(page, "light");
  }
  expect.soft({ light, dark }, page.url()).toEqual({ light: [], dark: [] });
}

/** Shows a theme with no colour on its way to it: half-way, its contrast would be judged. */
async function show(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  // Waiting for their end may take for ever: a browser may leave a transition that nobody sees where it is.
  await page.evaluate(() => {
    const transitions = () => document.getAnimations().filter((one) => one instanceof CSSTransition);
    // A colour that is inherited begins its way when that of the element above has ended: one level of the page each time.
    for (let running = transitions(); running.length > 0; running = transitions()) {
      for (const transition of running) transition.finish();
    }
  });
}

async function findings(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`),
  );
}

/** Fails where the page is wider than the screen, and names what sticks out. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const tooWide = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const elements = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
    );
    return [
      `${scrollWidth} of ${clientWidth}`,
      ...elements.map((element) => element.outerHTML.slice(0, 120)),
    ];
  });
  expect.soft(tooWide, page.url()).toEqual([]);
}
