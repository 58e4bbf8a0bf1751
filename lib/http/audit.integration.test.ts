import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import type { AuditEntry, AuditPage } from "#lib/audit/types.ts";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import { startTestApi, type TestApi } from "./test-api.ts";
import { asProd, planOnce, pushSample } from "./test-prod.ts";

const repository = "team/app";
let server: RunningRegistry;
let api: TestApi;
let digest: string;
let other: string;

const plans = "/api/registries/prod/plans";

beforeAll(async () => {
  server = await startRegistry();
});
afterAll(() => server.stop());
beforeEach(async () => {
  digest = await pushSample(server, repository, ["v1", "v2"], "audit");
  other = await pushSample(server, repository, ["goes"], "goes");
  api = startTestApi(asProd(server));
  await api.enter("administrator");
});
afterEach(() => api.close());

async function entries(): Promise<readonly AuditEntry[]> {
  const page = (await (await api.call("GET", "/api/audit?action=cleanup")).json()) as AuditPage;
  return page.entries.toReversed();
}

describe("a deletion in the audit log", () => {
  test("is its plan, that it was applied, and what became of each tag and manifest", async () => {
    const from = { kind: "tags", repository, tags: [{ tag: "v1" }, { tag: "v2" }, { tag: "goes" }] };
    const plan = (await (await api.call("POST", plans, { body: { from } })).json()) as Plan;
    expect(
      (await fetch(`${server.url}/v2/${repository}/manifests/${other}`, { method: "DELETE" })).status,
    ).toBe(202);
    await api.call("POST", `${plans}/${plan.id}`, { body: { action: "apply" } });
    await planOnce(
      () => api.call("GET", `${plans}/${plan.id}`),
      ({ state }) => state === "done",
    );
    const found = await vi.waitFor(async () => {
      const written = await entries();
      expect(written).toHaveLength(7);
      return written;
    });
    expect(found.every((entry) => entry.registry === "prod" && entry.repository === repository)).toBe(true);
    const told = found.map(({ action, reference, outcome, code, details }) => ({
      action,
      reference,
      outcome,
      code,
      details,
    }));
    const { id, title } = plan;
    const done = { outcome: "done", code: null };
    const deleted = { ...done, action: "tag.delete", details: { plan: id, digest, method: "placeholder" } };
    expect(told.slice(0, 2)).toEqual([
      { ...done, action: "plan.create", reference: null, details: { plan: id, title, from: "tags" } },
      { ...done, action: "plan.apply", reference: null, details: { plan: id, title, tags: 3, manifests: 2 } },
    ]);
    expect(told.slice(2)).toEqual(
      expect.arrayContaining([
        { ...deleted, reference: "v1" },
        { ...deleted, reference: "v2" },
        {
          action: "tag.delete",
          reference: "goes",
          outcome: "refused",
          code: "TAG_GONE",
          details: { plan: id, digest: other },
        },
        { ...done, action: "manifest.delete", reference: digest, details: { plan: id } },
        // It is not there when its turn comes: what was wanted.
        { ...done, action: "manifest.delete", reference: other, details: { plan: id } },
      ]),
    );
  });

  test("is there too when another program deletes through Stowage, done or not", async () => {
    const manifests = `/api/registries/prod/v2/${repository}/manifests`;
    expect((await api.call("DELETE", `${manifests}/v1`)).status).toBe(400);
    expect((await api.call("DELETE", `${manifests}/${digest}`)).status).toBe(202);
    const told = (await entries()).map(({ action, reference, outcome, code }) => [
      action,
      reference,
      outcome,
      code,
    ]);
    expect(told).toEqual([
      ["tag.delete", "v1", "failed", "HTTP_400"],
      ["manifest.delete", digest, "done", null],
    ]);
  });
});
