import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Config, readConfig } from "#lib/config.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { policySchema } from "#lib/oci/retention/policy.ts";
import { protectedPatterns } from "#lib/settings/protection.ts";
import { addPolicy, changePolicy, orderPolicies, removePolicy } from "./change-policies.ts";
import { exportRetention, importRetention, previewImport } from "./document.ts";
import { knownPolicies, policiesAbove } from "./policies.ts";

const shared: { stowageConfig?: Config; stowageRetentionFile?: unknown } = globalThis as object;
let db: ReturnType<typeof openTestDatabase>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(async () => {
  await db.destroy();
  delete shared.stowageConfig;
  delete shared.stowageRetentionFile;
});

const policy = (name: string, ...rules: object[]) => policySchema.parse({ name, rules });
const names = async () => (await knownPolicies(db)).policies.map((its) => its.policy.name);

describe("policies", () => {
  test("are kept in their order, and a new one comes last", async () => {
    for (const name of ["a", "b", "c"]) await addPolicy(db, policy(name), 1);
    const { policies } = await knownPolicies(db);
    const ids = policies.map(({ id }) => id);
    await orderPolicies(db, [...ids].reverse());
    expect(await names()).toEqual(["c", "b", "a"]);
    expect((await policiesAbove(db, ids[1] ?? "")).map(({ name }) => name)).toEqual(["c"]);
    expect((await policiesAbove(db, null)).length).toBe(3);
    await removePolicy(db, ids[1] ?? "");
    await addPolicy(db, policy("d"), 2);
    expect(await names()).toEqual(["c", "a", "d"]);
  });

  test("are not overwritten by who has not seen the last change", async () => {
    const { id, updatedAt } = await addPolicy(db, policy("a"), 1);
    const seen = updatedAt ?? 0;
    const after = await changePolicy(db, id, policy("a", { action: "keep" }), seen, 1);
    expect(after.updatedAt).not.toBe(seen);
    await expect(changePolicy(db, id, policy("b"), seen, 5)).rejects.toMatchObject({
      code: "POLICY_CHANGED",
    });
    expect((await knownPolicies(db)).policies).toEqual([after]);
  });

  test("have names of their own", async () => {
    const { id } = await addPolicy(db, policy("a"), 1);
    await addPolicy(db, policy("b"), 1);
    await expect(addPolicy(db, policy("a"), 2)).rejects.toMatchObject({
      code: "POLICY_NAME_TAKEN",
      field: "name",
    });
    await expect(changePolicy(db, id, policy("b"), 1, 2)).rejects.toMatchObject({
      code: "POLICY_NAME_TAKEN",
    });
  });

  test("that are not there, or not all there, are told of", async () => {
    const { id } = await addPolicy(db, policy("a"), 1);
    await expect(removePolicy(db, "none")).rejects.toMatchObject({ code: "POLICY_UNKNOWN" });
    await expect(changePolicy(db, "none", policy("x"), 1, 1)).rejects.toMatchObject({
      code: "POLICY_UNKNOWN",
    });
    for (const ids of [[], [id, id], [id, "none", id], ["none"]]) {
      await expect(orderPolicies(db, ids)).rejects.toMatchObject({ code: "RETENTION_CHANGED" });
    }
  });
});

describe("a file", () => {
  const yaml = `version: 1
protect:
  - tags: latest
policies:
  - name: a
    rules:
      - action: keep
`;

  test("replaces all, after a look at what changes", async () => {
    const kept = await addPolicy(db, policy("a"), 1);
    await addPolicy(db, policy("b"), 1);
    const preview = await previewImport(db, yaml);
    if (!preview.ok) throw new Error("cannot be read");
    expect(preview.changes).toEqual([
      { kind: "protection-added", pattern: { tags: "latest", registries: "*", repositories: "*" } },
      {
        kind: "policy-changed",
        name: "a",
        lines: [
          { kind: "same", text: "name: a" },
          { kind: "removed", text: "rules: []" },
          { kind: "added", text: "rules:" },
          { kind: "added", text: "  - action: keep" },
        ],
      },
      {
        kind: "policy-removed",
        name: "b",
        lines: [
          { kind: "removed", text: "name: b" },
          { kind: "removed", text: "rules: []" },
        ],
      },
    ]);
    expect(await names()).toEqual(["a", "b"]);
    expect(await importRetention(db, yaml, preview.revision, 9)).toMatchObject({ ok: true });
    const { policies } = await knownPolicies(db);
    expect(policies).toMatchObject([
      { id: kept.id, updatedAt: 9, policy: { name: "a", rules: [{ action: "keep" }] } },
    ]);
    expect(await protectedPatterns(db)).toMatchObject([{ tags: "latest" }]);
    expect((await exportRetention(db)).yaml).toBe(yaml);
    expect(await previewImport(db, yaml)).toMatchObject({ changes: [] });
  });

  test("that only puts policies in another order says so", async () => {
    for (const name of ["a", "b"]) await addPolicy(db, policy(name), 1);
    const file = "version: 1\npolicies: [{ name: b, rules: [] }, { name: a, rules: [] }]";
    expect(await previewImport(db, file)).toMatchObject({
      changes: [{ kind: "order-changed", names: ["b", "a"] }],
    });
  });

  test("changes nothing where it is wrong, or something else has changed since the look", async () => {
    const preview = await previewImport(db, yaml);
    await addPolicy(db, policy("b"), 1);
    const seen = preview.ok ? preview.revision : "";
    await expect(importRetention(db, yaml, seen, 1)).rejects.toMatchObject({ code: "RETENTION_CHANGED" });
    expect(await importRetention(db, "version: 2", seen, 1)).toMatchObject({
      ok: false,
      issues: [{ line: 1 }],
    });
    expect(await names()).toEqual(["b"]);
  });

  test("that is mounted holds alone, and can be changed nowhere else", async () => {
    await addPolicy(db, policy("stored"), 1);
    const folder = mkdtempSync(join(tmpdir(), "stowage-policies-"));
    const path = join(folder, "retention.yaml");
    writeFileSync(path, yaml);
    shared.stowageConfig = readConfig({ STOWAGE_RETENTION_FILE: path });
    try {
      expect(await knownPolicies(db)).toEqual({
        policies: [{ id: "file:0", policy: policy("a", { action: "keep" }), updatedAt: null }],
        file: { path, issues: [], unknown: false, resting: 1 },
      });
      const mounted = { code: "RETENTION_MOUNTED" };
      await expect(addPolicy(db, policy("x"), 1)).rejects.toMatchObject(mounted);
      await expect(removePolicy(db, "file:0")).rejects.toMatchObject(mounted);
      await expect(importRetention(db, yaml, "", 1)).rejects.toMatchObject(mounted);
      expect((await exportRetention(db)).yaml).toBe(yaml);

      delete shared.stowageRetentionFile;
      vi.spyOn(process.stderr, "write").mockReturnValue(true);
      writeFileSync(path, "version: 1\npolicies: x");
      expect(await knownPolicies(db)).toMatchObject({
        policies: [],
        file: {
          issues: [{ path: "policies", line: 2, message: "must be a list of policies" }],
          unknown: true,
        },
      });
    } finally {
      rmSync(folder, { recursive: true });
      vi.restoreAllMocks();
    }
  });
});
