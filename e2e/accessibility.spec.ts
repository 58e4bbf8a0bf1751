import { expect, type Page } from "@playwright/test";
import { parseDigest } from "#lib/oci/digest.ts";
import { signatureTag } from "#scripts/samples/attached.ts";
import { expectAccessible, expectNoOverflow, test } from "./fixtures.ts";
import { startEmptyRegistry, type TestRegistry } from "./harness.ts";
import { digestByApi } from "./registry/witness.ts";

const application = "/r/test/prod/team/app";
const long =
  "/r/test/archive/department-of-inland-navigation-and-coastal-shipping/subcommittee-for-the-standardisation-of-mooring-equipment/working-group-on-bollards-cleats-and-fairleads/minutes-of-the-extraordinary-general-assembly";

/** An address, and a text that is there when all of its page is. */
type Look = readonly [path: string, shows: string | RegExp];

/** What has tests of its own that look at it in both themes and on a telephone is not here. */
const areas: Readonly<Record<string, readonly Look[]>> = {
  "home and lists of repositories": [
    ["/r/test", "Up to date"],
    // After the list, so that the newest images are known.
    ["/", /Answers in/],
    ["/r/test?layout=tree", "Up to date"],
    ["/r/test?q=nothing-has-this", "Clear the filter"],
    ["/r/empty", "No repositories yet"],
  ],
  "repositories with their tags": [
    [application, "Up to date"],
    [`${application}?q=2.*&newer=9000`, "Up to date"],
    [`${application}?q=%2F(`, "A regular expression ends with a slash"],
    [long, "Up to date"],
  ],
  "an image’s views": [
    ...["overview", "layers", "history", "config", "attached", "raw"].map(
      (view): Look => [`${application}:latest?view=${view}`, /docker pull/],
    ),
    [`${long}:2024-11-30.final-version-after-corrections-by-the-secretary`, /docker pull/],
  ],
  "artifacts and what is attached": [
    ["/r/test/prod/payments/ledger:3.2.0?view=attached", "SBOMs"],
    ["/r/test/charts/stowage-demo:1.0.0", "App version"],
    ["/r/test/platform/policies/admission:v1", "admission.rego"],
  ],
  "settings and the set-up of clients": [
    ["/registries/test/client-setup", "Docker Engine"],
    ["/registries/sunk/client-setup", "CRI-O"],
    ["/settings/registries", "Add registry"],
    ["/settings/registries/new", "Connection check"],
    ["/settings/registries/test", "This registry is locked"],
    ["/settings/registries/sunk", "Remove this registry"],
    ["/settings/access", "Change password"],
    ["/settings/protection", "Nothing is protected yet"],
    ["/retention/policies", "Retention"],
    ["/retention/yaml", "Show what would change"],
    ["/audit", "Export as JSON lines"],
  ],
  "pages about what is not there": [
    ["/nowhere", "There is no such page"],
    ["/r/elsewhere", "No such registry is set up"],
    ["/r/test/no/such/thing", "There is no such repository"],
    [`${application}:2.4.99`, "There is no such tag or digest"],
    ["/r/sunk", "Nothing answers at the registry’s address"],
    ["/r/sunk/team/app:v1", "Nothing answers at the registry’s address"],
  ],
};

let empty: TestRegistry | undefined;

test.beforeAll(async ({ api }) => {
  empty = await startEmptyRegistry();
  await api.addTestRegistry(empty, "empty", "Empty");
  // Nothing listens at port 1.
  await api.addRegistry({
    slug: "sunk",
    name: "Sunk",
    url: "http://127.0.0.1:1",
    publicAddress: "registry.stowage.example:5000",
  });
});

test.afterAll(async ({ api }) => {
  await api.removeRegistry("empty");
  await api.removeRegistry("sunk");
  await empty?.stop();
});

for (const [area, looks] of Object.entries(areas)) {
  test(`accessible in both themes and no wider than the screen: ${area}`, { tag: "@mobile" }, async ({
    signedInPage: page,
    consoleErrors,
  }) => {
    // Each of its pages is looked at twice from end to end.
    test.slow();
    // Some are about what is not there, or cannot be reached.
    consoleErrors.provoke(/status of (404|50\d)/);
    for (const [path, shows] of looks) {
      await page.goto(path);
      await expect(page.getByRole("main").getByText(shows).filter({ visible: true }).first()).toBeVisible();
      await expectGood(page);
    }
  });
}

test("the sign-in page and its refusal are accessible and fit the screen", { tag: "@mobile" }, async ({
  page,
  consoleErrors,
}) => {
  consoleErrors.provoke(/status of 401/);
  await page.goto("/sign-in");
  await page.getByLabel("User name").fill("nobody");
  await page.getByLabel("Password").fill("nothing at all");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("User name or password is wrong.")).toBeVisible();
  await expectGood(page);
});

test("the signature and the SBOM of an image are accessible and fit the screen", { tag: "@mobile" }, async ({
  signedInPage: page,
  registry,
}) => {
  const repository = "prod/payments/ledger";
  const digest = parseDigest((await digestByApi(registry, repository, "3.2.0")) ?? "");
  await page.goto(`/r/test/${repository}:${signatureTag(digest)}`);
  await expect(page.getByRole("main").getByText("Signature").first()).toBeVisible();
  await expectGood(page);
  await page.goto(`/r/test/${repository}:3.2.0?view=attached`);
  await page.getByRole("region", { name: "SBOMs" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/@sha256:/);
  await expect(page.getByText("This is about the manifest")).toBeVisible();
  await expectGood(page);
});

test("the deletion of many tags is accessible and fits the screen while it asks", { tag: "@mobile" }, async ({
  signedInPage: page,
}) => {
  await page.goto(application);
  await expect(page.getByText("Up to date")).toBeVisible();
  await page.getByRole("checkbox", { name: /^Select all/ }).check();
  await expectGood(page);
  await page.getByRole("region", { name: "Selected tags" }).getByRole("button", { name: "Delete…" }).click();
  await expect(page.getByLabel("Type the repository’s name, prod/team/app, to confirm")).toBeVisible();
  await expectGood(page);
});

test("the palette and the help of the keys are accessible and fit the screen", { tag: "@mobile" }, async ({
  signedInPage: page,
}) => {
  await page.goto("/r/test");
  await expect(page.getByText("Up to date")).toBeVisible();
  await page.keyboard.press("Control+K");
  await page.getByRole("combobox").fill("team");
  await expect(page.getByRole("option", { name: /prod\/team\/app/ }).first()).toBeVisible();
  await expectGood(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await expectGood(page);
});

test("menus are accessible and fit the screen", { tag: "@mobile" }, async ({ signedInPage: page }) => {
  await page.goto(`${application}?q=edge`);
  await expect(page.getByText("Up to date")).toBeVisible();
  for (const name of ["Columns", "Theme, Language", "Account: captain", "Actions for edge"]) {
    await page.getByRole("button", { name, exact: true }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectGood(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu")).toHaveCount(0);
  }
  await page.getByRole("button", { name: "Age and platform" }).click();
  await expect(page.getByLabel("Created at least … days ago")).toBeVisible();
  await expectGood(page);
});

async function expectGood(page: Page): Promise<void> {
  await expectNoOverflow(page);
  await expectAccessible(page);
}
