import { describe, expect, test } from "vitest";
import type { TagRow } from "#lib/index/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { Tag } from "#lib/oci/reference.ts";
import { firstRows } from "./known-rows.ts";
import { sharedDigests, shownRows, sizeTogether, type TableView } from "./table-view.ts";

const now = Date.parse("2026-06-30T00:00:00Z");
const plain: TableView = {
  sort: "version",
  direction: "descending",
  filter: "",
  olderThan: null,
  newerThan: null,
  platform: null,
  attached: false,
};

function row(
  tag: string,
  more: { digest?: string; size?: number | null; created?: string | null; platforms?: string[] } = {},
): TagRow {
  return {
    tag: tag as Tag,
    digest: (more.digest ?? `sha256:${tag}`) as Digest,
    summary: {
      kind: "manifest",
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      artifactType: null,
      platforms: more.platforms ?? ["linux/amd64"],
      size: more.size === undefined ? 1 : more.size,
      created: more.created ?? null,
    },
    problem: null,
  };
}

const shown = (rows: TagRow[], view: Partial<TableView>) =>
  shownRows(firstRows(rows), { ...plain, ...view }, now).rows.map(({ tag }) => tag as string);

describe("sorting", () => {
  const rows = ["1.9.0", "latest", "1.10.0", "1.10.0-rc.1", "edge"].map((tag) => row(tag));

  test("by version puts the newest first, and words behind in either direction", () => {
    expect(shown(rows, {})).toEqual(["1.10.0", "1.10.0-rc.1", "1.9.0", "latest", "edge"]);
    expect(shown(rows, { direction: "ascending" })).toEqual([
      "1.9.0",
      "1.10.0-rc.1",
      "1.10.0",
      "edge",
      "latest",
    ]);
  });

  test("by name is that of a dictionary", () => {
    expect(shown(rows, { sort: "name", direction: "ascending" })).toEqual([
      "1.10.0",
      "1.10.0-rc.1",
      "1.9.0",
      "edge",
      "latest",
    ]);
  });

  test("by date and size keeps what is not known last in either direction", () => {
    const dated = [
      row("a", { created: null, size: null }),
      row("b", { created: "2026-01-01T00:00:00Z", size: 5 }),
      row("c", { created: "2026-02-01T00:00:00Z", size: 3 }),
      row("d", { created: "0001-01-01T00:00:00Z", size: null }),
    ];
    expect(shown(dated, { sort: "created" }).slice(0, 2)).toEqual(["c", "b"]);
    expect(shown(dated, { sort: "created", direction: "ascending" }).slice(0, 2)).toEqual(["b", "c"]);
    expect(shown(dated, { sort: "size" }).slice(0, 2)).toEqual(["b", "c"]);
    expect(shown(dated, { sort: "size", direction: "ascending" }).slice(0, 2)).toEqual(["c", "b"]);
  });
});

describe("filtering", () => {
  test("by age keeps tags of unknown age out of both", () => {
    const rows = [
      row("old", { created: "2026-01-01T00:00:00Z" }),
      row("new", { created: "2026-06-29T00:00:00Z" }),
      row("unknown", { created: null }),
      row("epoch", { created: "1970-01-01T00:00:00Z" }),
    ];
    expect(shown(rows, { olderThan: 30 })).toEqual(["old"]);
    expect(shown(rows, { newerThan: 30 })).toEqual(["new"]);
  });

  test("by platform looks into indexes", () => {
    const rows = [row("one"), row("two", { platforms: ["linux/amd64", "linux/arm64"] })];
    expect(shown(rows, { platform: "linux/arm64" })).toEqual(["two"]);
    expect(shownRows(firstRows(rows), plain, now).platforms).toEqual(["linux/amd64", "linux/arm64"]);
  });

  test("by a pattern that cannot be read hides nothing, and says so", () => {
    const result = shownRows(firstRows([row("a")]), { ...plain, filter: "/(/" }, now);
    expect(result.filter.ok).toBe(false);
    expect(result.rows).toHaveLength(1);
  });

  test("hides attached artifacts until they are asked for, and counts them", () => {
    const rows = [row("a"), row(`sha256-${"a".repeat(64)}.sig`), row(`sha256-${"b".repeat(64)}`)];
    const hidden = shownRows(firstRows(rows), plain, now);
    expect([hidden.rows.length, hidden.total, hidden.attached]).toEqual([1, 1, 2]);
    expect(shownRows(firstRows(rows), { ...plain, attached: true }, now).rows).toHaveLength(3);
  });
});

test("sharedDigests names the tags of a digest, versions before words", () => {
  const rows = [
    row("latest", { digest: "sha256:1" }),
    row("1.2", { digest: "sha256:1" }),
    row("1.2.3", { digest: "sha256:1" }),
    row("alone", { digest: "sha256:2" }),
  ];
  expect([...sharedDigests(firstRows(rows))]).toEqual([["sha256:1", ["1.2.3", "1.2", "latest"]]]);
});

test("sizeTogether counts a digest once and says what is not known", () => {
  const rows = [
    row("a", { digest: "sha256:1", size: 5 }),
    row("b", { digest: "sha256:1", size: 5 }),
    row("c", { size: null }),
  ];
  expect(sizeTogether(firstRows(rows).values())).toEqual({ bytes: 5, unknown: 1 });
});
