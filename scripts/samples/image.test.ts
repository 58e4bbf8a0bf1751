import { execFile } from "node:child_process";
import { verify } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { extract } from "tar-stream";
import { expect, test } from "vitest";
import { isImage, readManifest } from "#lib/oci/manifest.ts";
import { cosignSignature, demoPublicKey } from "./attached.ts";
import { buildkitAttestation } from "./attestation.ts";
import { digestOf } from "./content.ts";
import { assemble, copy, run, settings } from "./dockerfile.ts";
import { greeter } from "./greeter.ts";
import { buildArtifact, buildImage, buildIndex } from "./image.ts";
import { buildLayer, directory, file, opaqueWhiteout, symlink, whiteout } from "./layer.ts";

const entries = [
  directory("etc"),
  file("etc/motd", "hello\n", { mode: 0o600, uid: 7 }),
  symlink("motd", "etc/motd"),
];

async function listTar(tar: Uint8Array): Promise<string[]> {
  const names: string[] = [];
  const archive = extract();
  archive.end(Buffer.from(tar));
  for await (const entry of archive) {
    names.push(`${entry.header.type} ${entry.header.name} ${(entry.header.mode ?? 0).toString(8)}`);
    entry.resume();
  }
  return names;
}

test("a layer is the same, byte by byte, each time it is built", async () => {
  const [one, other] = await Promise.all([buildLayer(entries), buildLayer(entries)]);
  expect(one.content.digest).toBe(other.content.digest);
});

test("a layer's diff ID is the digest of its tar archive, whatever the compression", async () => {
  const gzip = await buildLayer(entries, { compression: "gzip" });
  const zstd = await buildLayer(entries, { compression: "zstd" });
  const none = await buildLayer(entries, { compression: "none" });
  expect(digestOf(gunzipSync(gzip.content.bytes))).toBe(gzip.diffId);
  expect(digestOf(zstdDecompressSync(zstd.content.bytes))).toBe(zstd.diffId);
  expect(none.content.digest).toBe(none.diffId);
  expect(new Set([gzip.diffId, zstd.diffId, none.diffId]).size).toBe(1);
});

test("a layer holds its entries with their modes, and whiteouts as the specification names them", async () => {
  const { content } = await buildLayer([...entries, whiteout("etc/passwd"), opaqueWhiteout("var/cache")], {
    compression: "none",
  });
  expect(await listTar(content.bytes)).toEqual([
    "directory etc/ 755",
    "file etc/motd 600",
    "symlink motd 777",
    "file etc/.wh.passwd 644",
    "file var/cache/.wh..wh..opq 644",
  ]);
});

test("Stowage reads what was built: an image with its layers and config in order", async () => {
  const layers = [await buildLayer(entries), await buildLayer([file("b", "b")], { compression: "zstd" })];
  const image = buildImage({ layers, config: { architecture: "arm64", variant: "v8" } });
  const manifest = readManifest(image.content.bytes, image.mediaType);
  if (manifest.kind !== "manifest") throw new Error(`It is ${manifest.kind}.`);
  expect(isImage(manifest)).toBe(true);
  expect(manifest.layers.map((layer) => [layer.digest, layer.size, layer.mediaType])).toEqual(
    layers.map((layer, position) => [
      layer.content.digest,
      layer.content.bytes.byteLength,
      `application/vnd.oci.image.layer.v1.tar+${position === 0 ? "gzip" : "zstd"}`,
    ]),
  );
  expect(image.blobs.map((blob) => blob.digest)).toEqual([
    manifest.config.digest,
    ...layers.map((layer) => layer.content.digest),
  ]);
});

test("an index lists each child with its platform, and attestations on unknown/unknown", async () => {
  const image = buildImage({ layers: [await buildLayer(entries)] });
  const attestation = buildkitAttestation(image, {
    repository: "a/b",
    source: "https://git.example/a/b",
    commit: "0".repeat(40),
    finished: new Date("2025-01-01T00:00:00Z"),
    base: { repository: "base", tag: "1", digest: image.content.digest },
    packages: [],
  });
  const index = readManifest(buildIndex({ children: [{ image }, attestation] }).content.bytes, "");
  if (index.kind !== "index") throw new Error(`It is ${index.kind}.`);
  expect(index.manifests).toMatchObject([
    { digest: image.content.digest, platform: { os: "linux", architecture: "amd64" } },
    {
      platform: { os: "unknown", architecture: "unknown" },
      annotations: {
        "vnd.docker.reference.type": "attestation-manifest",
        "vnd.docker.reference.digest": image.content.digest,
      },
    },
  ]);
});

test("an artifact without a config has the empty one", () => {
  const built = buildArtifact({ artifactType: "application/vnd.example", files: [] });
  expect(readManifest(built.content.bytes, built.mediaType)).toMatchObject({
    artifactType: "application/vnd.example",
    config: { mediaType: "application/vnd.oci.empty.v1+json", size: 2 },
  });
});

test("the history tells which steps made a layer, in the words of BuildKit and of the classic builder", async () => {
  const layer = await buildLayer(entries);
  const steps = [copy("dist/", "/app", layer), run("true"), ...settings({ Cmd: ["sh"] })];
  const finished = new Date("2025-01-01T00:00:00Z");
  const lines = (builder: "buildkit" | "classic") =>
    assemble(builder, finished, steps).history.map((step) => [step.created_by, step.empty_layer ?? false]);
  expect(lines("buildkit")).toEqual([
    ["COPY dist/ /app # buildkit", false],
    ["RUN /bin/sh -c true # buildkit", true],
    ['CMD ["sh"]', true],
  ]);
  expect(lines("classic")).toEqual([
    [`/bin/sh -c #(nop) COPY dir:${layer.diffId.slice(7)} in /app `, false],
    ["/bin/sh -c true", true],
    ['/bin/sh -c #(nop)  CMD ["sh"]', true],
  ]);
  expect(assemble("buildkit", finished, steps).history.at(-1)?.created).toBe("2025-01-01T00:00:00.000Z");
});

test("a signature holds against the samples' public key, over the payload that names the image", async () => {
  const image = buildImage({ layers: [await buildLayer(entries)] });
  const signature = cosignSignature("registry.example/a/b", image);
  const [, payload] = signature.blobs;
  const manifest = readManifest(signature.content.bytes, signature.mediaType);
  if (manifest.kind !== "manifest" || payload === undefined) throw new Error("It has no payload.");
  const text = manifest.layers[0]?.annotations?.["dev.cosignproject.cosign/signature"] ?? "";
  expect(verify(null, payload.bytes, demoPublicKey, Buffer.from(text, "base64"))).toBe(true);
  expect(new TextDecoder().decode(payload.bytes)).toContain(image.content.digest);
});

test.runIf(process.arch === "x64")("the hand-written program prints its greeting", async () => {
  const folder = await mkdtemp(join(tmpdir(), "greeter-"));
  try {
    const path = join(folder, "greeter");
    await writeFile(path, greeter("amd64", "Ahoy, 世界\n"), { mode: 0o755 });
    expect((await promisify(execFile)(path)).stdout).toBe("Ahoy, 世界\n");
  } finally {
    await rm(folder, { recursive: true });
  }
});
