import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import { clientSetup } from "./client-setup.ts";
import type { ClientSetupInput } from "./client-setup-types.ts";

const run = promisify(execFile);

/** skopeo with a home of its own; it reads there what it else reads in /etc. */
let home: string;
let image: string;

const skopeo = (...words: string[]) => run("skopeo", words, { env: { ...process.env, HOME: home } });

/** Writes what Podman, and with it skopeo, is to have, as a user without root writes it. */
async function writePodmanFiles(input: ClientSetupInput): Promise<void> {
  for (const { path, content } of clientSetup(input).find(({ id }) => id === "podman")?.files ?? []) {
    const place = path.replace(/^\/etc\/containers\//, join(home, ".config/containers/"));
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, content);
  }
}

/** The smallest image there is, in an OCI layout. */
async function writeImage(folder: string): Promise<void> {
  const blobs = join(folder, "blobs/sha256");
  await mkdir(blobs, { recursive: true });
  const blob = async (mediaType: string, value: object) => {
    const text = JSON.stringify(value);
    const hex = createHash("sha256").update(text).digest("hex");
    await writeFile(join(blobs, hex), text);
    return { mediaType, digest: `sha256:${hex}`, size: Buffer.byteLength(text) };
  };
  const rootfs = { type: "layers", diff_ids: [] };
  const config = await blob(mediaTypes.ociConfig, { architecture: "amd64", os: "linux", config: {}, rootfs });
  const manifest = await blob(mediaTypes.ociManifest, {
    schemaVersion: 2,
    mediaType: mediaTypes.ociManifest,
    config,
    layers: [],
  });
  await writeFile(join(folder, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
  await writeFile(join(folder, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [manifest] }));
}

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "stowage-home-"));
  image = join(home, "image");
  await writeImage(image);
  const policy = join(home, ".config/containers/policy.json");
  await mkdir(dirname(policy), { recursive: true });
  await writeFile(policy, JSON.stringify({ default: [{ type: "insecureAcceptAnything" }] }));
  return () => rm(home, { recursive: true, force: true });
});

describe("skopeo, with the files of the client set-up and nothing else", () => {
  let plain: RunningRegistry;
  let tls: RunningRegistry;

  beforeAll(async () => {
    [plain, tls] = await Promise.all([startRegistry(), startRegistry({ tls: true })]);
  });
  afterAll(() => Promise.all([plain.stop(), tls.stop()]));

  async function pushesAndLists(host: string, name: string): Promise<void> {
    await skopeo("copy", `oci:${image}`, `docker://${host}/${name}:v1`);
    const { stdout } = await skopeo("list-tags", `docker://${host}/${name}`);
    expect(JSON.parse(stdout)).toMatchObject({ Tags: ["v1"] });
  }

  it("reaches a registry that speaks plain HTTP", async () => {
    await expect(pushesAndLists(plain.host, "plain")).rejects.toThrow(
      "server gave HTTP response to HTTPS client",
    );
    await writePodmanFiles({ host: plain.host, scheme: "http", skipTlsVerify: false, authentication: false });
    await pushesAndLists(plain.host, "plain");
  });

  it("trusts a registry by its CA", async () => {
    await expect(pushesAndLists(tls.host, "ca")).rejects.toThrow("x509");
    const { ca = "" } = tls;
    await writePodmanFiles({
      host: tls.host,
      scheme: "https",
      skipTlsVerify: false,
      ca,
      authentication: false,
    });
    await pushesAndLists(tls.host, "ca");
  });

  it("reaches a registry whose certificate is not to be checked", async () => {
    await expect(pushesAndLists(tls.host, "unchecked")).rejects.toThrow("x509");
    await writePodmanFiles({ host: tls.host, scheme: "https", skipTlsVerify: true, authentication: false });
    await pushesAndLists(tls.host, "unchecked");
  });

  it("reaches a registry by the flags that its own section gives", async () => {
    await writePodmanFiles({ host: tls.host, scheme: "https", skipTlsVerify: true, authentication: false });
    await pushesAndLists(tls.host, "flags");
    await rm(join(home, ".config/containers/registries.conf.d"), { recursive: true });
    const input = { host: tls.host, scheme: "https", skipTlsVerify: true, authentication: false } as const;
    const commands = clientSetup(input).find(({ id }) => id === "skopeo")?.commands ?? [];
    expect(commands).toHaveLength(3);
    for (const command of commands) {
      const words = command
        .replace("REPOSITORY", "flags")
        .replace(":TAG", ":v1")
        .replace("oci:FOLDER:TAG", `oci:${home}/copy:v1`)
        .split(" ");
      await skopeo(...words.slice(1));
    }
  });
});
