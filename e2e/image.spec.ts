import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";
import { ImagePage } from "./pages/image-page.ts";
import { TagTable } from "./pages/tag-table.ts";
import { digestByApi } from "./registry/witness.ts";

const application = "prod/team/app:2.4.1";
const repository = "prod/team/app";

test("the platform picker changes what is shown and the address, and keeps the view", async ({
  signedInPage: page,
}) => {
  const image = new ImagePage(page);
  await image.open("test", application, "?view=config");
  await image.platform("linux/arm64").click();
  await expect(page).toHaveURL(/platform=linux(%2F|\/)arm64/);
  await expect(page).toHaveURL(/view=config/);
  await expect(image.platform("linux/arm64")).toHaveAttribute("aria-current", "true");
  await expect(image.main).toContainText("Shown: linux/arm64");
  await expect(image.section("Config").first()).toContainText("arm64");
  await page.reload();
  await expect(image.main).toContainText("Shown: linux/arm64");
  await page.goBack();
  await expect(image.platform("linux/arm64")).not.toHaveAttribute("aria-current", "true");
});

test("a platform that an index does not have is said to be missing", async ({ signedInPage: page }) => {
  const image = new ImagePage(page);
  await image.open("test", application, "?platform=windows/amd64");
  await expect(image.main.getByRole("note")).toContainText(
    "There is no platform windows/amd64 in this index.",
  );
});

test("every view has an address of its own", async ({ signedInPage: page }) => {
  const image = new ImagePage(page);
  await image.open("test", application);
  for (const [view, address] of [
    ["Layers", /view=layers/],
    ["History", /view=history/],
    ["Config", /view=config/],
    ["Attached", /view=attached/],
    ["Raw JSON", /view=raw/],
    ["Overview", /2\.4\.1$/],
  ] as const) {
    await image.view(view).click();
    await expect(page).toHaveURL(address);
    await expect(image.view(view)).toHaveAttribute("aria-current", "page");
  }
});

test("the overview tells what runs, with which variables, and where it came from", async ({
  signedInPage: page,
}) => {
  // Which other tags are on a digest is known of repositories that were looked at.
  await new TagTable(page).open("test", repository);
  const image = new ImagePage(page);
  await image.open("test", application);
  await expect(image.section("What runs")).toContainText(
    "/usr/local/bin/app serve --config /app/config/production.json",
  );
  await expect(image.section("What runs")).toContainText("8080/tcp");
  await expect(image.section("Environment")).toContainText("NODE_ENV");
  await expect(image.section("About")).toContainText("Example Shipping");
  for (const tag of ["2.4", "latest", "stable"]) {
    await expect(image.main.getByRole("link", { name: tag, exact: true })).toBeVisible();
  }
});

test("pull commands come by tag or digest for the tool of one’s choice, which is remembered", async ({
  signedInPage: page,
  registry,
}) => {
  const digest = await digestByApi(registry, repository, "2.4.1");
  const image = new ImagePage(page);
  await image.open("test", application);
  await image.pull.getByRole("radio", { name: "podman" }).check({ force: true });
  await image.pull.getByRole("radio", { name: "digest" }).check({ force: true });
  await image.pull.getByRole("button", { name: "Copy the pull command" }).click();
  const expected = `podman pull --tls-verify=false ${registry.host}/${repository}@${digest}`;
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(expected);
  await page.reload();
  await expect(image.pull).toContainText(`podman pull --tls-verify=false ${registry.host}/${application}`);
});

test("layers are listed from the base up, each with the step that made it", async ({
  signedInPage: page,
}) => {
  const image = new ImagePage(page);
  await image.open("test", application, "?view=layers");
  const layers = image.main.getByRole("table", { name: "Layers from the base up" });
  await expect(layers.getByRole("row").filter({ hasText: "npm ci --omit=dev" })).toContainText("zstd");
  await layers.getByRole("link", { name: /npm ci --omit=dev/ }).click();
  await expect(page).toHaveURL(/view=history#step-\d+$/);
  await expect(image.main.getByRole("heading", { name: "History as a Dockerfile" })).toBeVisible();
});

test("the history reads as a Dockerfile and is copied as one", async ({ signedInPage: page }) => {
  const image = new ImagePage(page);
  await image.open("test", application, "?view=history");
  await image.main.getByRole("button", { name: "Copy Dockerfile" }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain("RUN npm ci --omit=dev \\\n    && npm cache clean --force");
  const dockerfile = await copied();
  expect(dockerfile).toContain('ENTRYPOINT ["/usr/local/bin/app"]');
  expect(dockerfile).toContain(`# Reconstructed from the history of ${application}`);
});

test("descriptors in the raw JSON are links that lead to what they name", async ({ signedInPage: page }) => {
  const image = new ImagePage(page);
  await image.open("test", application, "?view=raw");
  const index = image.section("Index");
  const child = index.getByRole("link", { name: /^sha256:/ }).first();
  const digest = (await child.textContent()) ?? "";
  await child.click();
  await expect(page).toHaveURL(new RegExp(`${repository}@${digest}`));
  await image.view("Raw JSON").click();
  const layer = image
    .section("Manifest")
    .getByRole("link", { name: /^sha256:/ })
    .last();
  const response = await page.request.head((await layer.getAttribute("href")) ?? "");
  expect(response.status()).toBe(200);
});

test("a signature and an SBOM are listed by how they are attached, and open", async ({
  signedInPage: page,
}) => {
  const image = new ImagePage(page);
  await image.open("test", "prod/payments/ledger:3.2.0", "?view=attached");
  await expect(image.section("Signatures")).toContainText("by cosign’s tag");
  await expect(image.section("Signatures")).toContainText("by the fallback tag");
  await expect(image.section("SBOMs")).toContainText("sbom.spdx.json");
  await image.section("SBOMs").getByRole("link").first().click();
  await expect(image.main).toContainText("This is about the manifest");
});

test("a Helm chart is shown as a chart, with helm’s own command", async ({
  signedInPage: page,
  registry,
}) => {
  const image = new ImagePage(page);
  await image.open("test", "charts/stowage-demo:1.0.0");
  await expect(image.section("Helm chart")).toContainText("2.4.1");
  await expect(image.pull).toContainText(
    `helm pull --plain-http oci://${registry.host}/charts/stowage-demo --version 1.0.0`,
  );
});
