import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";
import { digestByApi } from "./registry/witness.ts";
import { imageOf } from "./sample-image.ts";

const program = join(import.meta.dirname, "../bin/stowage.mjs");

/** Runs `stowage` as a pipeline does; a command that fails is an answer too. */
function stowageWith(env: { readonly STOWAGE_URL: string; readonly STOWAGE_TOKEN: string }) {
  return (...words: readonly string[]): Promise<{ code: number; out: string; told: string }> =>
    new Promise((resolve) => {
      const options = { env: { ...process.env, ...env } };
      execFile(program, words, options, (error, out, told) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, out, told });
      });
    });
}

test("a pipeline plans, carries out and undoes with a token, and is told what it may not", async ({
  api,
  stowage,
  registry,
}) => {
  const own = "e2e/pipeline";
  const old = await registry.push(own, ["old-1", "kept"], await imageOf("pipeline old"));
  await registry.push(own, ["old-2"], await imageOf("pipeline older"));
  const actions = ["read", "plan", "apply", "undo"] as const;
  const scopes = { registries: ["test"], repositories: [own], actions: [...actions] };
  const token = await api.addToken({ name: `pipeline-${crypto.randomUUID().slice(0, 8)}`, scopes });
  const run = stowageWith({ STOWAGE_URL: stowage.url, STOWAGE_TOKEN: token });

  const planned = await run("plan", `test/${own}:old-1`, `test/${own}:old-2`);
  expect(planned.told).toBe("");
  expect(planned.out).toContain("2 tags and 1 manifest in 1 repository go");
  const [plan = ""] = /test\/[0-9a-f-]{36}/.exec(planned.out) ?? [];
  expect(await registry.tags(own)).toEqual(["kept", "old-1", "old-2"]);

  const applied = await run("apply", plan);
  expect([applied.code, applied.out]).toEqual([0, expect.stringContaining("3 deleted")]);
  expect(await registry.tags(own)).toEqual(["kept"]);

  const undone = await run("undo", plan, "old-1");
  expect([undone.code, undone.out]).toEqual([0, expect.stringContaining("1 restored")]);
  expect(await digestByApi(registry, own, "old-1")).toBe(old);
  const shown = await run("show", plan, "-o", "json");
  expect((JSON.parse(shown.out) as { state: string }).state).toBe("done");

  const beyond = await run("plan", "test/prod/team/app:latest");
  expect([beyond.code, beyond.told]).toEqual([3, expect.stringMatching(/^stowage: .*prod\/team\/app/)]);
  const unclear = await run("plan", `test/${own}`);
  expect([unclear.code, unclear.told]).toEqual([2, expect.stringContaining("Say which tags")]);
});
