import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jsonContent } from "#scripts/samples/content.ts";
import { buildArtifact, buildIndex, descriptorOf } from "#scripts/samples/image.ts";
import { type Bench, imageOf, startBench } from "../test-bench.ts";
import { withDetails } from "./item-details.ts";
import { readItems } from "./item-rows.ts";
import { readPlan } from "./plan-rows.ts";
import { carryOut, itemOf, planFor } from "./test-plans.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

describe.each(["oci", "docker"] as const)("one of several tags on a digest (%s)", (format) => {
  test("goes, and the others stay with all they need to be pulled", async () => {
    const { context } = bench;
    const repository = `shared/${format}`;
    const digest = await bench.push(repository, ["1.2", "1.2.3", "latest"], await imageOf(format, format));

    const id = await planFor(context, repository, ["1.2"]);
    const [item] = await withDetails(
      context.db,
      "bench",
      id,
      await readItems(context.db, id, { kind: "tag" }),
    );
    expect(item).toMatchObject({ reference: "1.2", digest, others: { tags: ["1.2.3", "latest"], count: 2 } });
    const forecast = { tags: 1, manifests: 0, tagsLeft: 2, staying: 1, bytes: 0 };
    expect(await readPlan(context.db, id)).toMatchObject({ blocked: null, forecast });

    const { plan, states } = await carryOut(context, id);
    expect(states).toEqual({ "1.2": "deleted" });
    expect(plan.problem).toBeNull();
    expect(await bench.skopeoTags(repository)).toEqual(["1.2.3", "latest"]);
    expect((await bench.get(repository, "1.2")).status).toBe(404);
    expect(await bench.get(repository, "latest")).toMatchObject({ status: 200, digest });
    expect(await bench.skopeoReads(`${repository}:1.2.3`)).toBe(true);
  });
});

test("two of three tags on a digest go in one deletion", async () => {
  const digest = await bench.push("pair", ["a", "b", "c"], await imageOf("pair"));
  const { states } = await carryOut(bench.context, await planFor(bench.context, "pair", ["a", "b"]));
  expect(states).toEqual({ a: "deleted", b: "deleted" });
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

  test("stays with its children where only its tag is to go", async () => {
    const { arm64, digest } = await pushIndex("index/plain");
    await bench.push("index/plain", ["other"], await imageOf("other"));
    const id = await planFor(bench.context, "index/plain", ["multi"], { tagsAlone: true });
    const { states } = await carryOut(bench.context, id);
    expect(states).toEqual({ multi: "deleted" });
    expect(await bench.skopeoTags("index/plain")).toEqual(["other"]);
    expect((await bench.get("index/plain", digest)).status).toBe(200);
    expect((await bench.get("index/plain", arm64.content.digest)).status).toBe(200);
  });

  test("goes with its children, but for a child that has a tag of its own", async () => {
    const { amd64, arm64, digest } = await pushIndex("index/whole");
    await bench.push("index/whole", ["arm"], arm64);
    const id = await planFor(bench.context, "index/whole", ["multi"]);
    expect(await itemOf(bench.context, id, arm64.content.digest)).toMatchObject({
      state: "stays",
      holder: { by: "tag", tag: "arm" },
    });
    const { states } = await carryOut(bench.context, id);
    expect(states).toEqual({ multi: "deleted", [digest]: "deleted", [amd64.content.digest]: "deleted" });
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
    const id = await planFor(bench.context, "index/child", ["amd"], { untagged: [amd64.content.digest] });
    expect(await itemOf(bench.context, id, amd64.content.digest)).toMatchObject({
      state: "stays",
      holder: { by: "index", index: digest, tag: "multi" },
    });
    const { states } = await carryOut(bench.context, id);
    expect(states).toEqual({ amd: "deleted" });
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
    const id = await planFor(bench.context, "index/torn", ["amd"]);
    // The index cannot be read as a whole, so that what it holds is looked at when the plan is carried out.
    expect((await readPlan(bench.context.db, id)).forecast?.unread).toBeGreaterThan(0);
    const { states } = await carryOut(bench.context, id);
    expect(states).toEqual({ amd: "deleted", [amd64.content.digest]: "kept" });
    expect((await bench.get("index/torn", digest)).status).toBe(200);
    expect((await bench.get("index/torn", amd64.content.digest)).status).toBe(200);
  });
});

describe("what is attached", () => {
  test("goes along: a cosign tag, a referrer and the tag that lists it", async () => {
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

    const id = await planFor(bench.context, "signed", ["1"]);
    expect((await readPlan(bench.context.db, id)).forecast).toMatchObject({ tags: 3, tagsLeft: 1 });
    expect(await itemOf(bench.context, id, sbom.content.digest)).toMatchObject({ role: "referrer" });
    for (const tag of [suffix, `${suffix}.sig`]) {
      expect(await itemOf(bench.context, id, tag)).toMatchObject({ role: "attached", about: digest });
    }
    const { plan } = await carryOut(bench.context, id);
    expect(plan.counts).toMatchObject({ planned: 0, failed: 0, kept: 0 });
    expect(await bench.skopeoTags("signed")).toEqual(["2"]);
    expect((await bench.get("signed", sbom.content.digest)).status).toBe(404);
  });

  test("stays with an image that stays, though its tag goes", async () => {
    const image = await imageOf("kept");
    await bench.push("kept", ["1", "2"], image);
    const sbom = buildArtifact({
      artifactType: "application/spdx+json",
      files: [{ mediaType: "application/spdx+json", content: jsonContent({ of: "kept" }) }],
      subject: descriptorOf(image.mediaType, image.content),
    });
    await bench.push("kept", [], sbom);
    await carryOut(bench.context, await planFor(bench.context, "kept", ["1"]));
    expect((await bench.get("kept", sbom.content.digest)).status).toBe(200);
  });
});

test("a tag that moved between plan and deletion is left alone", async () => {
  await bench.push("moving", ["v1", "v2"], await imageOf("before"));
  const id = await planFor(bench.context, "moving", ["v1", "v2"]);
  const digest = await bench.push("moving", ["v1"], await imageOf("after"));
  const { itemOf: became } = await carryOut(bench.context, id);
  expect(became("v1")).toMatchObject({ state: "moved", found: digest });
  expect(became("v2")).toMatchObject({ state: "deleted" });
  expect(await bench.get("moving", "v1")).toMatchObject({ status: 200, digest });
  expect(await bench.skopeoReads("moving:v1")).toBe(true);
});

test("a tag that is gone already is told as gone, also one that never was", async () => {
  await bench.push("going", ["a", "b"], await imageOf("going"));
  const first = await planFor(bench.context, "going", ["a", "never"]);
  expect(await itemOf(bench.context, first, "never")).toMatchObject({ state: "gone" });
  const second = await planFor(bench.context, "going", ["a"]);
  await carryOut(bench.context, first);
  const { states } = await carryOut(bench.context, second);
  expect(states).toEqual({ a: "gone" });
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

  const { plan } = await carryOut(bench.context, await planFor(bench.context, "bulk", chosen));
  expect(plan.tagCounts).toMatchObject({ planned: 0, deleted: 200, failed: 0, gone: 0, moved: 0 });
  expect(plan.problem).toBeNull();
  const staying = tags.filter((tag) => !chosen.includes(tag)).toSorted();
  expect(await bench.skopeoTags("bulk")).toEqual(staying);
  for (const tag of staying) expect((await bench.get("bulk", tag)).status).toBe(200);
}, 60_000);
