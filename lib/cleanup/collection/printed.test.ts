import { describe, expect, test } from "vitest";
import { readPrinted } from "./printed.ts";

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

describe("what a collection prints", () => {
  test("is read in whatever pieces it comes, with what stands before it on a line", () => {
    const heard: number[] = [];
    const printed = readPrinted((blobs) => heard.push(blobs));
    const text = [
      "team/app",
      `team/app: marking manifest ${digest("c")} `,
      "",
      "2 blobs marked, 2 blobs and 1 manifests eligible for deletion",
      `registry-1  | blob eligible for deletion: ${digest("a")}`,
      `2026-11-25T00:00:00Z blob eligible for deletion: ${digest("b")}\r`,
    ].join("\n");
    for (const character of text) printed.push(character);
    expect(printed.read()).toMatchObject({ blobs: new Set([digest("a"), digest("b")]), manifests: 1 });
    expect(heard.at(-1)).toBe(1);
  });

  test("counts a blob once that a dry run has named before", () => {
    const printed = readPrinted();
    for (let time = 0; time < 2; time += 1) {
      printed.push("1 blobs marked, 1 blobs and 3 manifests eligible for deletion\n");
      printed.push(`blob eligible for deletion: ${digest("a")}\n`);
    }
    expect(printed.read()).toMatchObject({ blobs: new Set([digest("a")]), manifests: 3 });
  });

  test("says nothing of manifests where it was broken off before", () => {
    const printed = readPrinted();
    printed.push("failed to mark: failed to retrieve tags unknown repository name=team/app\n");
    expect(printed.read()).toMatchObject({ blobs: new Set(), manifests: null });
  });

  test("is kept to its last 64 KiB, without what PostgreSQL does not keep", () => {
    const printed = readPrinted();
    printed.push("\0begin\n");
    for (let line = 0; line < 10_000; line += 1) printed.push(`marking ${line}\n`);
    printed.push("x".repeat(100_000));
    printed.push(`\nblob eligible for deletion: ${digest("a")}\n`);
    const { tail, blobs } = printed.read();
    expect(tail).toHaveLength(64 * 1024);
    expect(tail).not.toContain("\0");
    expect(blobs.size).toBe(1);
  });
});
