import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningRegistry, registryMajor, startRegistry } from "#e2e/registry/start-registry.ts";
import { type Digest, parseDigest } from "#lib/oci/digest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { type Built, buildArtifact, buildImage, buildIndex } from "#scripts/samples/image.ts";
import { buildLayer, file } from "#scripts/samples/layer.ts";
import { pushImage } from "#scripts/samples/push.ts";
import { listRepositories } from "./catalog.ts";
import { digestOfBytes } from "./content-digest.ts";
import { deleteManifest, deleteTag, getManifest, headManifest, putManifest } from "./manifests.ts";
import { openRegistry, type Registry } from "./open.ts";
import { listReferrers } from "./referrers.ts";
import { signedPayload } from "./signed-payload.ts";
import { listTags } from "./tags.ts";

const run = promisify(execFile);
const app = parseRepositoryName("team/app");
const major = await registryMajor();
let server: RunningRegistry;
let registry: Registry;

beforeAll(async () => {
  server = await startRegistry();
  registry = openRegistry(server.endpoint());
});
afterAll(async () => {
  await registry.close();
  await server.stop();
});

const layers = [await buildLayer([file("who", "manifests")])];
const oci = buildImage({ layers });
const docker = buildImage({ layers, format: "docker" });
const kinds: [string, Built, string][] = [
  ["oci-image", oci, "manifest"],
  ["docker-image", docker, "manifest"],
  ["oci-index", buildIndex({ children: [{ image: oci }] }), "index"],
  ["docker-list", buildIndex({ children: [{ image: docker }], format: "docker" }), "index"],
  ["artifact", buildArtifact({ artifactType: "application/vnd.example+type", files: [] }), "manifest"],
];

describe.each(kinds)("the manifest of %s", (tag, built, kind) => {
  const { digest, bytes } = built.content;
  beforeAll(() => pushImage(registry, app, [parseTag(tag)], built).then(() => undefined));

  test.each([
    ["its tag", parseTag(tag)],
    ["its digest", digest],
  ])("is read by %s, byte by byte as it was pushed and never converted", async (_, reference) => {
    const got = await getManifest(registry, app, reference);
    expect(got).toMatchObject({ digest, mediaType: built.mediaType, manifest: { kind } });
    expect(Buffer.from(got.bytes).equals(bytes)).toBe(true);
    expect(await headManifest(registry, app, reference)).toEqual({
      digest,
      mediaType: built.mediaType,
      size: bytes.byteLength,
    });
  });

  test("has the digest that skopeo finds", async () => {
    const args = ["inspect", "--raw", "--tls-verify=false", `docker://${server.host}/team/app:${tag}`];
    const { stdout } = await run("skopeo", args, { encoding: "buffer" });
    expect(digestOfBytes(stdout)).toBe(digest);
  });
});

describe("what is not there", () => {
  const nothing = parseDigest(`sha256:${"0".repeat(64)}`);

  test("is told as unknown by GET and HEAD, by tag and by digest", async () => {
    const unknown = { code: "MANIFEST_UNKNOWN", status: 404 };
    for (const reference of [parseTag("nothing"), nothing]) {
      await expect(getManifest(registry, app, reference)).rejects.toMatchObject(unknown);
      await expect(headManifest(registry, app, reference)).rejects.toMatchObject(unknown);
    }
    await expect(deleteManifest(registry, app, nothing)).rejects.toMatchObject(unknown);
    await expect(getManifest(registry, app, parseTag("nothing"))).rejects.toMatchObject({
      message: expect.stringMatching(
        /^Test does not have the tag nothing of team\/app\. It says: “manifest unknown”\.$/,
      ),
    });
  });

  test("is told as an unknown repository where that is not there either", async () => {
    await expect(listTags(registry, parseRepositoryName("nobody/here"))).rejects.toMatchObject({
      code: "NAME_UNKNOWN",
      status: 404,
    });
  });
});

describe("writing and deleting", () => {
  test("a manifest whose blobs are missing is refused in the registry's words", async () => {
    const repository = parseRepositoryName("without-blobs");
    const put = putManifest(registry, repository, parseTag("v1"), oci.content.bytes, oci.mediaType);
    await expect(put).rejects.toMatchObject({ code: "MANIFEST_BLOB_UNKNOWN", status: 400 });
  });

  test("a manifest goes with all its tags, and the repository stays without any", async () => {
    const repository = parseRepositoryName("to-be-emptied");
    await pushImage(registry, repository, [parseTag("v1"), parseTag("v2")], oci);
    await deleteManifest(registry, repository, oci.content.digest);
    expect(await listTags(registry, repository)).toEqual([]);
    const names: string[] = [];
    for await (const page of listRepositories(registry)) names.push(...page);
    expect(names).toContain(repository);
  });

  test("distribution 2.8.2 deletes no tag by itself and says so with 400 or 405; 3.1.2 does, and leaves the others on its manifest", async () => {
    const repository = parseRepositoryName("by-tag");
    const digest = await pushImage(registry, repository, [parseTag("v1"), parseTag("v2")], oci);
    const deleting = deleteTag(registry, repository, parseTag("v1"));
    if (major === 2) {
      await expect(deleting).rejects.toMatchObject({ status: 400 });
      expect(await listTags(registry, repository)).toContain("v1");
      return;
    }
    await deleting;
    expect(await listTags(registry, repository)).toEqual(["v2"]);
    expect(await headManifest(registry, repository, parseTag("v2"))).toMatchObject({ digest });
    await expect(deleteTag(registry, repository, parseTag("v1"))).rejects.toMatchObject({
      code: "MANIFEST_UNKNOWN",
      status: 404,
    });
  });

  test("what may not be deleted is told as unsupported", async () => {
    const locked = await startRegistry({ deletion: false });
    const other = openRegistry(locked.endpoint({ slug: "locked" }));
    try {
      const digest = await pushImage(other, app, [parseTag("v1")], oci);
      await expect(deleteManifest(other, app, digest)).rejects.toMatchObject({
        code: "UNSUPPORTED",
        status: 405,
        registry: "locked",
      });
    } finally {
      await other.close();
      await locked.stop();
    }
  });
});

describe("the lists of a real registry", () => {
  test("of repositories come in pages of the size that is asked for, each once", async () => {
    const names = Array.from({ length: 7 }, (_, index) => parseRepositoryName(`paged/r${index}`));
    for (const name of names) await pushImage(registry, name, [parseTag("v1")], oci);
    const pages: string[][] = [];
    for await (const page of listRepositories(registry, { pageSize: 3 })) pages.push(page);
    expect(pages.slice(0, -1).every((page) => page.length === 3)).toBe(true);
    const all = pages.flat();
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(expect.arrayContaining(names));
  });

  test("of repositories are refused where more is asked for than distribution gives", async () => {
    await expect(listRepositories(registry, { pageSize: 1001 }).next()).rejects.toMatchObject({
      status: 400,
    });
  });

  test("of tags are complete", async () => {
    const repository = parseRepositoryName("many-tags");
    const tags = Array.from({ length: 150 }, (_, index) => parseTag(`v${index}`));
    await pushImage(registry, repository, tags, oci);
    expect((await listTags(registry, repository)).toSorted()).toEqual(tags.toSorted());
  });
});

describe("the referrers of a manifest, where the registry has no API for them", () => {
  const tagFor = (digest: Digest) => parseTag(digest.replace(":", "-"));

  test("are those under the fallback tag", async () => {
    const subject = await pushImage(registry, app, [], oci);
    expect(await listReferrers(registry, app, subject)).toEqual({ descriptors: [], source: "fallback-tag" });
    const artifactType = "application/vnd.example.sbom";
    const sbom = buildArtifact({
      artifactType,
      files: [],
      subject: { mediaType: oci.mediaType, digest: subject, size: oci.content.bytes.byteLength },
    });
    await pushImage(registry, app, [tagFor(subject)], buildIndex({ children: [{ image: sbom }] }));
    const { descriptors, source } = await listReferrers(registry, app, subject);
    expect(source).toBe("fallback-tag");
    expect(descriptors).toMatchObject([{ digest: sbom.content.digest, artifactType }]);
  });
});

describe.runIf(major === 2)(
  "Docker's schema 1, as distribution 2.8.2 makes it of schema 2 for old clients",
  () => {
    test("has the digest of what is signed in it", async () => {
      const created = "2026-01-01T00:00:00Z";
      const image = buildImage({ layers, format: "docker", config: { created, history: [{ created }] } });
      await pushImage(registry, app, [parseTag("old")], image);
      const response = await fetch(`${server.url}/v2/team/app/manifests/old`, {
        headers: { accept: mediaTypes.dockerSchema1Signed },
      });
      expect(response.headers.get("content-type")).toBe(mediaTypes.dockerSchema1Signed);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const payload = signedPayload(bytes);
      expect(payload && digestOfBytes(payload)).toBe(response.headers.get("docker-content-digest"));
      expect(digestOfBytes(bytes)).not.toBe(response.headers.get("docker-content-digest"));
    });
  },
);
