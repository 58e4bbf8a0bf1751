import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Config, readConfig } from "#lib/config.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { protectionOf, storeProtections } from "./protection.ts";
import { mountedRetention } from "./retention-file.ts";

const shared: { stowageConfig?: Config; stowageRetentionFile?: unknown } = globalThis as object;
let folder: string;
let path: string;
let db: ReturnType<typeof openTestDatabase>;
let time = 1_767_225_600;
const log = vi.spyOn(process.stderr, "write");
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stowage-retention-"));
  path = join(folder, "retention.yaml");
  shared.stowageConfig = readConfig({ STOWAGE_RETENTION_FILE: path });
  db = openTestDatabase();
  log.mockReset().mockReturnValue(true);
});
afterEach(async () => {
  await db.destroy();
  delete shared.stowageConfig;
  delete shared.stowageRetentionFile;
  rmSync(folder, { recursive: true, force: true });
});

/** Writes the file with another time each time, as if a while lay between. */
function write(text: string): void {
  writeFileSync(path, text);
  time += 10;
  utimesSync(path, time, time);
}

const restart = () => delete shared.stowageRetentionFile;
const protects = async (tag: string) =>
  (await protectionOf(db, "prod"))(parseRepositoryName("app"), parseTag(tag))?.id ?? null;

test("a file is read anew when it changes", async () => {
  write("version: 1\nprotect: [{ tags: a }]");
  expect(mountedRetention()).toMatchObject({ state: "read", path, document: { protect: [{ tags: "a" }] } });
  expect(mountedRetention()).toBe(mountedRetention());
  write("version: 1\nprotect: [{ tags: b }]");
  expect(mountedRetention()).toMatchObject({ document: { protect: [{ tags: "b" }] } });
  expect(log).not.toHaveBeenCalled();
});

test("what it protects adds to what is stored", async () => {
  await storeProtections(db, [{ tags: "stored", registries: "*", repositories: "*" }]);
  write("version: 1\nprotect: [{ tags: mounted }]");
  expect(await protects("mounted")).toBe("file:0");
  expect(await protects("stored")).toMatch(/^[\da-f-]{36}$/);
  expect(await protects("other")).toBeNull();
});

test("a file that turns wrong is told of once, and what it said before holds", async () => {
  write("version: 1\nprotect: [{ tags: a }]");
  mountedRetention();
  write("version: 1\nprotect: [{ tag: a }]");
  expect(mountedRetention()).toMatchObject({
    state: "wrong",
    issues: [
      { path: "protect[0].tags", line: 2 },
      { path: "protect[0]", line: 2, message: "has “tag”, which is not known: did you mean tags?" },
    ],
    document: { protect: [{ tags: "a" }] },
  });
  mountedRetention();
  expect(log.mock.calls.map(([text]) => text)).toEqual([
    expect.stringMatching(/is wrong\. Until it is right, what it said before holds\.\n {2}line 2: protect/),
  ]);
  expect([await protects("a"), await protects("b")]).toEqual(["file:0", null]);
});

test.each(["wrong", "missing"])(
  "where a %s file was never right since the start, every tag counts as protected",
  async (how) => {
    write("version: 1\nprotect: [{ tags: a }]");
    mountedRetention();
    restart();
    if (how === "wrong") write("version: 3");
    else rmSync(path);
    expect(mountedRetention()).toMatchObject({ state: "wrong", document: null });
    expect(await protects("anything")).toBe("unreadable-file");
    write("version: 1");
    expect(await protects("anything")).toBeNull();
  },
);

test("without the variable there is no file", () => {
  shared.stowageConfig = readConfig({});
  expect(mountedRetention()).toEqual({ state: "none" });
});
