import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jsonContent } from "#scripts/samples/content.ts";
import { buildArtifact, buildIndex, descriptorOf } from "#scripts/samples/image.ts";
import { type Bench, carryOut, imageOf, startBench } from "./test-bench.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

describe.each(["oci", "docker"] as const)("one of several tags on a digest (%s)", (format) => {
  test("goes, and the others stay with all they need to be pulled", async () => {
    const repository = `shared/${format}`;
    const digest = await bench.push(repository, ["1.2", "1.2.3", "latest"], await imageOf(format, format));

    const preview = await bench.preview(repository, ["1.2"]);
    expect(preview.tags).toMatchObject([{ tag: "1.2", digest, staying: ["1.2.3", "latest"] }]);
    expect(preview).toMatchObject({ blocked: null, unavailable: [], untagged: [], stayingTags: 2 });

    const { outcomes, events } = await carryOut(bench, preview);
    expect(outcomes).toEqual([{ tag: "1.2", state: "deleted", method: "placeholder" }]);
    expect(events.at(-1)).toEqual({ type: "done", missing: [], remaining: [] });
    expect(await bench.skopeoTags(repository)).toEqual(["1.2.3", "latest"]);
    expect((await bench.get(repository, "1.2")).status).toBe(404);
    expect(await bench.get(repository, "latest")).toMatchObject({ status: 200, digest });
    expect(await bench.skopeoReads(`${repository}:1.2.3`)).toBe(true);
  });
});

test("two of three tags on a digest go in one deletion", async () => {
  const digest = await bench.push("pair", ["a", "b", "c"], await imageOf("pair"));
  const { outcomes } = await carryOut(bench, await bench.preview("pair", ["a", "b"]));
  expect(outcomes.map(({ state }) => state)).toEqual(["deleted", "deleted"]);
  expect(await bench.skopeoTags("pair")).toEqual(["c"]);
  expect(await bench.get("pair", "c")).toMatchObject({ status: 200, digest });
});

describe("an index", () => {
  async function pushIndex(repository: string) {
    const [amd64, arm64] = [
      await imageOf(`${repository}-amd`),
      await imageOf(`${repository}-arm`, "oci", "arm64"),
    ];
    const index = buildIndex({ children: [{ image: amd64 }, { image: arm64 }] });
    return { index, amd64, arm64, digest: await bench.push(repository, ["multi"], index) };
  }

  test("leaves its children behind, which the preview says", async () => {
    const { amd64, arm64, digest } = await pushIndex("index/plain");
    await bench.push("index/plain", ["other"], await imageOf("other"));
    const preview = await bench.preview("index/plain", ["multi"]);
    expect(preview.untagged).toMatchObject([
      {
        digest,
        children: [
          { digest: amd64.content.digest, platform: "linux/amd64", reachedBy: [] },
          { digest: arm64.content.digest, platform: "linux/arm64", reachedBy: [] },
        ],
        parents: [],
      },
    ]);
    await carryOut(bench, preview);
    expect(await bench.skopeoTags("index/plain")).toEqual(["other"]);
    expect((await bench.get("index/plain", digest)).status).toBe(200);
    expect((await bench.get("index/plain", arm64.content.digest)).status).toBe(200);
  });

  test("goes with its children when that is asked for, but for a child that has a tag of its own", async () => {
    const { amd64, arm64, digest } = await pushIndex("index/whole");
    await bench.push("index/whole", ["arm"], arm64);
    const preview = await bench.preview("index/whole", ["multi"]);
    expect(preview.untagged[0]?.children.map(({ reachedBy }) => reachedBy)).toEqual([[], ["arm"]]);

    const { events } = await carryOut(bench, preview, [digest, amd64.content.digest, arm64.content.digest]);
    expect(events.filter(({ type }) => type === "untagged")).toEqual([
      { type: "untagged", outcome: { digest, state: "deleted" } },
      { type: "untagged", outcome: { digest: amd64.content.digest, state: "deleted" } },
      { type: "untagged", outcome: { digest: arm64.content.digest, state: "kept", reachedBy: ["arm"] } },
    ]);
    expect((await bench.get("index/whole", digest)).status).toBe(404);
    expect((await bench.get("index/whole", amd64.content.digest)).status).toBe(404);
    expect(await bench.get("index/whole", "arm")).toMatchObject({
      status: 200,
      digest: arm64.content.digest,
    });
  });

  test("stays whole when a tag on one of its children goes, whatever else is asked for", async () => {
    const { amd64, digest } = await pushIndex("index/child");
    await bench.push("index/child", ["amd"], amd64);
    const preview = await bench.preview("index/child", ["amd"]);
    expect(preview.untagged).toMatchObject([
      { digest: amd64.content.digest, parents: [{ tag: "multi", digest }] },
    ]);

    const { events } = await carryOut(bench, preview, [amd64.content.digest]);
    expect(events).toContainEqual({
      type: "untagged",
      outcome: { digest: amd64.content.digest, state: "kept", reachedBy: ["multi"] },
    });
    expect(await bench.skopeoTags("index/child")).toEqual(["multi"]);
    expect(await bench.skopeoReads("index/child:multi")).toBe(true);
  });

  test("that lost one child still protects the others", async () => {
    const { amd64, arm64, digest } = await pushIndex("index/torn");
    await bench.push("index/torn", ["amd"], amd64);
    const { status } = await fetch(`${bench.server.url}/v2/index/torn/manifests/${arm64.content.digest}`, {
      method: "DELETE",
    });
    expect(status).toBe(202);
    const preview = await bench.preview("index/torn", ["amd"]);
    expect(preview.untagged).toMatchObject([{ parents: [{ tag: "multi", digest }] }]);
    const { events } = await carryOut(bench, preview, [amd64.content.digest]);
    expect(events).toContainEqual({
      type: "untagged",
      outcome: { digest: amd64.content.digest, state: "kept", reachedBy: ["multi"] },
    });
    expect((await bench.get("index/torn", amd64.content.digest)).status).toBe(200);
  });
});

describe("what is attached", () => {
  test("is named by the preview: a cosign tag, a referrer and the tag that lists it", async () => {
    const image = await imageOf("signed");
    const digest = await bench.push("signed", ["1"], image);
    await bench.push("signed", ["2"], await imageOf("signed too"));
    const suffix = digest.replace(":", "-");
    const signature = await imageOf("signature");
    await bench.push("signed", [`${suffix}.sig`], signature);
    const sbom = buildArtifact({
      artifactType: "application/spdx+json",
      files: [{ mediaType: "application/spdx+json", content: jsonContent({ sbom: true }) }],
      subject: descriptorOf(image.mediaType, image.content),
    });
    await bench.push("signed", [], sbom);
    await bench.push("signed", [suffix], buildIndex({ children: [{ image: sbom }] }));

    const preview = await bench.preview("signed", ["1"]);
    expect(preview.stayingTags).toBe(1);
    expect(preview.untagged[0]).toMatchObject({
      digest,
      referrers: [{ digest: sbom.content.digest }],
      attachedTags: expect.arrayContaining([
        expect.objectContaining({ tag: suffix, kind: "referrers" }),
        { tag: `${suffix}.sig`, kind: "signature", digest: signature.content.digest },
      ]),
    });

    // Asked for without the tags that hold it, the referrer stays: one of them still lists it.
    const { events } = await carryOut(bench, preview, [digest, sbom.content.digest]);
    expect(events).toContainEqual({
      type: "untagged",
      outcome: { digest: sbom.content.digest, state: "kept", reachedBy: [suffix] },
    });
  });

  test("stays with an image that stays, whatever is asked for", async () => {
    const image = await imageOf("kept");
    await bench.push("kept", ["1", "2"], image);
    const sbom = buildArtifact({
      artifactType: "application/spdx+json",
      files: [{ mediaType: "application/spdx+json", content: jsonContent({ of: "kept" }) }],
      subject: descriptorOf(image.mediaType, image.content),
    });
    await bench.push("kept", [], sbom);
    const { events } = await carryOut(bench, await bench.preview("kept", ["1"]), [sbom.content.digest]);
    expect(events).toContainEqual({
      type: "untagged",
      outcome: { digest: sbom.content.digest, state: "kept", reachedBy: ["2"] },
    });
  });
});

test("a tag that moved between preview and deletion is left alone", async () => {
  await bench.push("moving", ["v1", "v2"], await imageOf("before"));
  const preview = await bench.preview("moving", ["v1", "v2"]);
  const digest = await bench.push("moving", ["v1"], await imageOf("after"));

  const { outcomes } = await carryOut(bench, preview);
  expect(outcomes).toEqual([
    { tag: "v1", state: "moved", digest },
    { tag: "v2", state: "deleted", method: "placeholder" },
  ]);
  expect(await bench.get("moving", "v1")).toMatchObject({ status: 200, digest });
  expect(await bench.skopeoReads("moving:v1")).toBe(true);
});

test("a tag that is gone already is told as gone, and unknown tags are named by the preview", async () => {
  await bench.push("going", ["a", "b"], await imageOf("going"));
  const preview = await bench.preview("going", ["a", "never"]);
  expect(preview.unavailable).toMatchObject([{ tag: "never", problem: { code: "MANIFEST_UNKNOWN" } }]);
  await carryOut(bench, preview);
  const { outcomes } = await carryOut(bench, preview);
  expect(outcomes).toEqual([{ tag: "a", state: "gone" }]);
  expect(await bench.skopeoTags("going")).toEqual(["b"]);
});

test("200 tags go, and exactly these", async () => {
  const images = await Promise.all(Array.from({ length: 20 }, (_, index) => imageOf(`bulk ${index}`)));
  const tags = Array.from({ length: 220 }, (_, index) => `v${index}`);
  for (const [index, image] of images.entries()) {
    const its = tags.filter((_, position) => position % images.length === index);
    await bench.push("bulk", its, image);
  }
  const chosen = tags.filter((_, index) => index % 11 !== 0);
  expect(chosen).toHaveLength(200);

  const { outcomes, events } = await carryOut(bench, await bench.preview("bulk", chosen));
  expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set(["deleted"]));
  expect(outcomes).toHaveLength(200);
  expect(events.at(-1)).toEqual({ type: "done", missing: [], remaining: [] });
  const staying = tags.filter((tag) => !chosen.includes(tag)).toSorted();
  expect(await bench.skopeoTags("bulk")).toEqual(staying);
  for (const tag of staying) expect((await bench.get("bulk", tag)).status).toBe(200);
});
