import { expect, test } from "vitest";
import { deletionPreviewSchema, deletionSchema } from "./deletion-schemas.ts";

const digest = `sha256:${"a".repeat(64)}`;
const deletion = { repository: "team/app", tags: [{ tag: "v1", digest }] };

test("a deletion names tags with their digests, and no manifests unless it says so", () => {
  expect(deletionSchema.parse(deletion)).toEqual({ ...deletion, untagged: [] });
  expect(deletionSchema.parse({ ...deletion, tags: [{ tag: "v1", digest: null }] }).tags).toHaveLength(1);
});

test.each([
  ["no tag", { tags: [] }],
  ["a tag twice", { tags: [deletion.tags[0], deletion.tags[0]] }],
  ["a digest in place of a tag", { tags: [{ tag: digest, digest }] }],
  ["a tag without its digest", { tags: [{ tag: "v1" }] }],
  ["half a digest", { tags: [{ tag: "v1", digest: "sha256:aa" }] }],
  ["a path in place of a repository", { repository: "../app" }],
  ["a tag in place of a manifest", { untagged: ["v1"] }],
  ["anything else", { force: true }],
])("a deletion with %s is refused", (_, change) => {
  expect(deletionSchema.safeParse({ ...deletion, ...change }).success).toBe(false);
});

test("a preview names at most 5,000 tags", () => {
  const tags = Array.from({ length: 5_001 }, (_, index) => `v${index}`);
  expect(deletionPreviewSchema.safeParse({ repository: "app", tags: tags.slice(1) }).success).toBe(true);
  expect(deletionPreviewSchema.safeParse({ repository: "app", tags }).success).toBe(false);
});
