import { describe, expect, test } from "vitest";
import type { DeletionPreview, UntaggedManifest } from "#lib/cleanup/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import { confirmationFor } from "./confirmation.ts";
import { advance, countOutcomes, goneTags, notStarted, unfinished } from "./progress.ts";
import { deletionRequest, leftoversOf } from "./request.ts";

const tag = (name: string) => name as Tag;
const digest = (name: string) => name as Digest;

function preview(tags: readonly string[], more: Partial<DeletionPreview> = {}): DeletionPreview {
  return {
    repository: "team/app" as RepositoryName,
    tags: tags.map((name) => ({ tag: tag(name), digest: digest(`d-${name}`), summary: null, staying: [] })),
    unavailable: [],
    protected: [],
    untagged: [],
    stayingTags: 5,
    blocked: null,
    ...more,
  };
}

function untagged(name: string, more: Partial<UntaggedManifest> = {}): UntaggedManifest {
  return {
    digest: digest(name),
    tags: [],
    summary: null,
    children: [],
    parents: [],
    referrers: [],
    attachedTags: [],
    ...more,
  };
}

describe("confirmationFor", () => {
  test("is a button for a few tags", () => {
    expect(confirmationFor(preview(["1", "2"]))).toEqual({ kind: "button" });
  });

  test.each([
    ["latest is among them", preview(["1", "latest"]), "latest", "team/app"],
    ["no tag stays", preview(["1"], { stayingTags: 0 }), "everything", "team/app"],
    ["they are many", preview(Array.from({ length: 11 }, (_, index) => `${index}`)), "many", "11"],
  ])("asks to type where %s", (_, described, why, expected) => {
    expect(confirmationFor(described)).toEqual({ kind: "typing", why, expected });
  });
});

describe("deletionRequest", () => {
  const described = preview(["1"], {
    untagged: [
      untagged("index", {
        children: [
          { digest: digest("amd64"), platform: "linux/amd64", reachedBy: [] },
          { digest: digest("arm64"), platform: "linux/arm64", reachedBy: [tag("stays")] },
        ],
        attachedTags: [{ tag: tag("sha256-x.sig"), digest: digest("signature"), kind: "signature" }],
      }),
      untagged("held", { parents: [{ tag: tag("stays"), digest: digest("other") }] }),
    ],
  });

  test("names the chosen tags and nothing else unless asked", () => {
    expect(deletionRequest(described, false)).toEqual({
      repository: "team/app",
      tags: [{ tag: "1", digest: "d-1" }],
      untagged: [],
    });
  });

  test("names what is left behind when asked, but not what an index still holds", () => {
    const request = deletionRequest(described, true);
    expect(request.tags.map((its) => its.tag)).toEqual(["1", "sha256-x.sig"]);
    expect(request.untagged).toEqual(["index", "amd64", "signature"]);
    expect(leftoversOf(preview(["1"]))).toEqual({ manifests: [], attachedTags: [] });
  });
});

describe("progress", () => {
  const failed = { code: "TIMEOUT", message: "", params: {} };
  const after = [
    { type: "tag", outcome: { tag: tag("a"), state: "deleted", method: "tag" } },
    { type: "tag", outcome: { tag: tag("b"), state: "failed", problem: failed } },
    { type: "tag", outcome: { tag: tag("c"), state: "moved", digest: digest("x") } },
    { type: "tag", outcome: { tag: tag("d"), state: "deleted", method: "tag" } },
  ] as const;

  test("counts ends, and offers to try again what failed or was not heard of", () => {
    const progress = after.reduce(advance, notStarted);
    expect(countOutcomes(progress)).toEqual({ deleted: 2, moved: 1, gone: 0, failed: 1 });
    const tags = ["a", "b", "c", "d", "e"].map((name) => ({ tag: tag(name), digest: null }));
    expect(unfinished(tags, progress).map((its) => its.tag)).toEqual(["b", "e"]);
    expect(progress.state).toBe("running");
  });

  test("does not count as gone what the registry still lists", () => {
    const done = advance(after.reduce(advance, notStarted), {
      type: "done",
      missing: [],
      remaining: [tag("d")],
    });
    expect(goneTags(done)).toEqual(["a"]);
    expect(done.state).toBe("finished");
  });
});
