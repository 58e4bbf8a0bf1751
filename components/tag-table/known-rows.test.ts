import { describe, expect, test } from "vitest";
import type { ManifestSummary, TagRow } from "#lib/index/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { Tag } from "#lib/oci/reference.ts";
import { firstRows, mergeEvent, mergeRows, withoutTags } from "./known-rows.ts";

const summary: ManifestSummary = {
  kind: "manifest",
  mediaType: "application/vnd.oci.image.manifest.v1+json",
  artifactType: null,
  platforms: ["linux/amd64"],
  size: 10,
  created: null,
};

function row(tag: string, digest: string | null): TagRow {
  return {
    tag: tag as Tag,
    digest: digest as Digest | null,
    summary: digest === null ? null : summary,
    problem: null,
  };
}

describe("the stream's list of tags", () => {
  test("drops rows that it does not name and adds empty ones for new tags", () => {
    const before = firstRows([row("a", "sha256:1"), row("b", "sha256:2")]);
    const after = mergeEvent(before, { type: "tags", tags: ["b", "c"] as Tag[] });
    expect([...after.keys()]).toEqual(["b", "c"]);
    expect(after.get("b" as Tag)).toBe(before.get("b" as Tag));
    expect(after.get("c" as Tag)).toMatchObject({ digest: null, news: "new" });
  });

  test("changes nothing where it names what is known", () => {
    const before = firstRows([row("a", "sha256:1"), row("b", "sha256:2")]);
    expect(mergeEvent(before, { type: "tags", tags: ["b", "a"] as Tag[] })).toBe(before);
  });

  test("makes no news of the first list", () => {
    const after = mergeEvent(firstRows([]), { type: "tags", tags: ["a"] as Tag[] });
    expect(after.get("a" as Tag)?.news).toBeNull();
  });
});

describe("rows that were read", () => {
  test("mark a tag that points elsewhere than before, and only that", () => {
    const before = firstRows([row("a", "sha256:1"), row("b", null)]);
    const after = mergeRows(before, [row("a", "sha256:9"), row("b", "sha256:2")]);
    expect(after.get("a" as Tag)).toMatchObject({ digest: "sha256:9", news: "moved" });
    expect(after.get("b" as Tag)).toMatchObject({ digest: "sha256:2", news: null });
  });

  test("are the same objects where nothing changed, so that they are not drawn again", () => {
    const before = firstRows([row("a", "sha256:1"), row("b", "sha256:2")]);
    expect(mergeRows(before, [row("a", "sha256:1")])).toBe(before);
    const after = mergeRows(before, [row("a", "sha256:9")]);
    expect(after.get("b" as Tag)).toBe(before.get("b" as Tag));
  });

  test("do not bring back a row that was deleted meanwhile", () => {
    const before = withoutTags(firstRows([row("a", "sha256:1"), row("b", "sha256:2")]), ["a" as Tag]);
    expect([...mergeRows(before, [row("a", "sha256:1")]).keys()]).toEqual(["b"]);
  });
});
