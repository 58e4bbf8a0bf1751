import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRegistry } from "#e2e/registry/start-registry.ts";
import { catalogue } from "./catalogue/catalogue.ts";
import { seedSamples } from "./seed.ts";

let registry: Awaited<ReturnType<typeof startRegistry>>;
let folder: string;

const skopeo = async (...args: readonly string[]) => (await promisify(execFile)("skopeo", args)).stdout;
const source = (image: string) => `docker://${registry.host}/${image}`;
const inspect = async (image: string, ...options: readonly string[]) =>
  JSON.parse(await skopeo("inspect", "--tls-verify=false", ...options, source(image)));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stowage-samples-"));
  registry = await startRegistry();
  await seedSamples(registry.endpoint());
});

afterAll(async () => {
  await registry.stop();
  await rm(folder, { recursive: true });
});

test("samples that are there already are not pushed again", async () => {
  expect(await seedSamples(registry.endpoint())).toEqual({ pushed: 0, kept: catalogue.length });
});

test("skopeo copies each sample with all that it refers to", { timeout: 120_000 }, async () => {
  for (const [position, { repository, tags }] of catalogue.entries()) {
    const copy = join(folder, String(position));
    await skopeo(
      "copy",
      "--all",
      "--src-tls-verify=false",
      source(`${repository}:${tags[0]}`),
      `dir:${copy}`,
    );
    expect(await readdir(copy)).toContain("manifest.json");
  }
});

test("the application has some forty tags, several of them on one digest", async () => {
  const latest = await inspect("prod/team/app:latest", "--override-arch=amd64");
  expect(latest.RepoTags.length).toBeGreaterThanOrEqual(40);
  for (const tag of ["2.4.1", "2.4", "2", "stable"]) {
    expect(await inspect(`prod/team/app:${tag}`, "--raw")).toEqual(
      await inspect("prod/team/app:latest", "--raw"),
    );
  }
});

test.each([
  ["platform/base/debian-slim:12", "application/vnd.oci.image.manifest.v1+json", "tar+gzip"],
  ["platform/base/debian-slim:13", "application/vnd.oci.image.manifest.v1+json", "tar+zstd"],
  ["library/kvstore:8", "application/vnd.docker.distribution.manifest.v2+json", "diff.tar.gzip"],
  [
    "charts/stowage-demo:1.0.0",
    "application/vnd.oci.image.manifest.v1+json",
    "helm.chart.content.v1.tar+gzip",
  ],
])("%s is %s with layers of %s", async (image, mediaType, layer) => {
  const manifest = await inspect(image, "--raw");
  expect(manifest.mediaType).toBe(mediaType);
  for (const { mediaType: of } of manifest.layers) expect(of).toContain(layer);
});

test("there is an OCI index with attestations, and a Docker manifest list", async () => {
  const index = await inspect("prod/team/app:latest", "--raw");
  const platforms = index.manifests.map(
    ({ platform }: { platform: { os: string; architecture: string } }) =>
      `${platform.os}/${platform.architecture}`,
  );
  expect(platforms).toEqual(["linux/amd64", "linux/arm64", "linux/arm", ...Array(3).fill("unknown/unknown")]);
  expect((await inspect("hello:1.0", "--raw")).mediaType).toBe(
    "application/vnd.docker.distribution.manifest.list.v2+json",
  );
});

test("a signature and a bill of materials are attached to the ledger", async () => {
  const { Digest: digest, RepoTags: tags } = await inspect(
    "prod/payments/ledger:latest",
    "--override-arch=amd64",
  );
  const tag = digest.replace(":", "-");
  expect(tags).toEqual(expect.arrayContaining([tag, `${tag}.sig`]));
  const referrers = await inspect(`prod/payments/ledger:${tag}`, "--raw");
  const types = referrers.manifests.map(({ artifactType }: { artifactType: string }) => artifactType);
  expect(types).toEqual(expect.arrayContaining(["application/spdx+json", expect.stringContaining("cosign")]));
});
