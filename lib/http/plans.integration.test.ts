import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import type { AuditEntry, AuditPage } from "#lib/audit/types.ts";
import type { Plan, PlanItem } from "#lib/cleanup/plan/types.ts";
import { database } from "#lib/db/database.ts";
import { openIndex } from "#lib/index/open-index.ts";
import { syncRegistry } from "#lib/index/sync.ts";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import { addPolicy } from "#lib/retention/change-policies.ts";
import { runSchedule } from "#lib/retention/schedules/run-schedules.ts";
import { type Schedule, takeDueSchedule } from "#lib/retention/schedules/schedules.ts";
import { registryFor } from "#lib/settings/registries.ts";
import type { Problem } from "./problem.ts";
import { startTestApi, type TestApi } from "./test-api.ts";
import { asProd, planOnce, pushSample } from "./test-prod.ts";

const app = parseRepositoryName("team/app");
const plans = "/api/registries/prod/plans";

let api: TestApi;
let server: RunningRegistry;
beforeEach(async () => {
  server = await startRegistry();
  api = startTestApi(asProd(server));
  await api.enter("administrator");
  for (const tag of ["v1.0", "v1.1", "pr-1", "pr-2"]) await pushSample(server, app, [tag], tag);
  const { context } = await openIndex("prod");
  await syncRegistry(context, [], { since: Date.now(), which: "all" }, () => undefined);
});
afterEach(async () => {
  await (await registryFor("prod")).close();
  await server.stop();
  await api.close();
});

async function answer<Value>(method: string, path: string, body?: unknown): Promise<Value> {
  const response = await api.call(method, path, body === undefined ? {} : { body });
  expect([path, response.ok]).toEqual([path, true]);
  return (await response.json()) as Value;
}

const make = (from: unknown) => answer<Plan>("POST", plans, { from });
const ofTags = (...tags: string[]) => ({
  kind: "tags",
  repository: app,
  tags: tags.map((tag) => ({ tag })),
});
const itemsOf = (plan: string) =>
  answer<{ total: number; items: PlanItem[] }>("GET", `${plans}/${plan}/items?limit=1000`);

/** The plan, once it stands as wanted. */
const until = (id: string, stands: (plan: Plan) => boolean) =>
  planOnce(() => api.call("GET", `${plans}/${id}`), stands);

/** What the audit log has of plans, the oldest first, once there is an entry of an action. */
function untilWritten(action: string): Promise<readonly AuditEntry[]> {
  return vi.waitFor(
    async () => {
      const { entries } = await answer<AuditPage>("GET", "/api/audit?limit=100");
      expect(entries).toContainEqual(expect.objectContaining({ action }));
      return entries.filter((entry) => !entry.action.startsWith("session.")).toReversed();
    },
    { timeout: 10_000 },
  );
}

async function tagsLeft(): Promise<string[]> {
  const response = await fetch(`${server.url}/v2/${app}/tags/list`);
  return (((await response.json()) as { tags: string[] | null }).tags ?? []).toSorted();
}

describe("a plan", () => {
  test("is made, trimmed, carried out and undone", async () => {
    const plan = await make(ofTags("v1.0", "v1.1"));
    expect(plan).toMatchObject({ state: "ready", forecast: { tags: 2, manifests: 2, repositories: 1 } });
    const { items } = await itemsOf(plan.id);
    const one = items.find(({ reference }) => reference === "v1.0");
    const trimmed = await answer<Plan>("PATCH", `${plans}/${plan.id}/items`, {
      positions: [one?.position],
      leftOut: true,
    });
    expect(trimmed.forecast).toMatchObject({ tags: 1, manifests: 1 });

    await answer("POST", `${plans}/${plan.id}`, { action: "apply" });
    const done = await until(plan.id, ({ state }) => state === "done");
    expect(done.counts).toMatchObject({ deleted: 2, failed: 0, planned: 0 });
    expect(await tagsLeft()).toEqual(["pr-1", "pr-2", "v1.0"]);

    await answer("POST", `${plans}/${plan.id}`, { action: "undo" });
    await until(plan.id, ({ counts }) => counts.restored === 2);
    expect(await tagsLeft()).toEqual(["pr-1", "pr-2", "v1.0", "v1.1"]);

    const written = await untilWritten("tag.restore");
    expect(written.map(({ action, reference, outcome }) => [action, reference, outcome])).toEqual([
      ["plan.create", null, "done"],
      ["plan.change", null, "done"],
      ["plan.apply", null, "done"],
      ["tag.delete", "v1.1", "done"],
      ["manifest.delete", expect.stringMatching(/^sha256:/), "done"],
      ["undo.run", null, "done"],
      ["tag.restore", "v1.1", "done"],
      ["manifest.restore", expect.stringMatching(/^sha256:/), "done"],
    ]);
    expect(new Set(written.map(({ actor }) => actor.name))).toEqual(new Set(["administrator"]));
  });

  test("of a view takes all that it shows", async () => {
    const view = {
      sort: "version",
      direction: "descending",
      filter: "pr-*",
      olderThan: null,
      newerThan: null,
      platform: null,
      attached: false,
    };
    const plan = await make({ kind: "view", repository: app, view, except: ["pr-2"] });
    expect((await itemsOf(plan.id)).items.map(({ reference }) => reference)).toContain("pr-1");
    expect(plan.forecast).toMatchObject({ tags: 1 });
  });

  test("that was seen elsewhere leaves the tag alone", async () => {
    const digest = `sha256:${"0".repeat(64)}`;
    const plan = await make({ kind: "tags", repository: app, tags: [{ tag: "v1.0", digest }] });
    expect((await itemsOf(plan.id)).items).toMatchObject([{ reference: "v1.0", state: "moved" }]);
    const refused = await api.call("POST", `${plans}/${plan.id}`, { body: { action: "apply" } });
    expect(await refused.json()).toMatchObject({
      status: 422,
      code: "PLAN_EMPTY",
    } satisfies Partial<Problem>);
  });

  test("is exported as CSV and as JSON", async () => {
    const { id } = await make(ofTags("v1.0"));
    const csv = await (await api.call("GET", `${plans}/${id}/export`)).text();
    const lines = csv.trim().split("\r\n");
    expect(lines[0]).toMatch(/^repository,kind,reference,digest,role/);
    expect(lines[1]).toMatch(/^team\/app,tag,v1\.0,sha256:[0-9a-f]{64},chosen/);
    const json = (await (await api.call("GET", `${plans}/${id}/export?format=json`)).json()) as Plan & {
      items: PlanItem[];
    };
    expect(json.items).toHaveLength(lines.length - 1);
  });

  test("is forgotten while nobody has carried it out, and is no other registry’s", async () => {
    const { id } = await make(ofTags("v1.0"));
    const gone = await api.call("DELETE", `${plans}/${id}`);
    expect(gone.status).toBe(204);
    const unknown = await api.call("GET", `${plans}/${id}`);
    expect(await unknown.json()).toMatchObject({ status: 404, code: "PLAN_UNKNOWN" });
  });

  test("is nobody’s to make who may only look", async () => {
    await api.enter("viewer");
    const refused = await api.call("POST", plans, { body: { from: ofTags("v1.0") } });
    expect(refused.status).toBe(403);
  });
});

describe("a schedule", () => {
  async function scheduled(more: object): Promise<Schedule> {
    await addPolicy(
      database(),
      {
        name: "Branches",
        registries: "*",
        repositories: "*",
        rules: [{ action: "delete", tags: ["pr-*"] }],
      },
      Date.now(),
    );
    const body = { policy: "Branches", cron: "0 3 * * *", timeZone: "Asia/Seoul", ...more };
    return answer<Schedule>("POST", "/api/registries/prod/schedules", body);
  }

  test("makes a plan at its time and waits for a person, unless it is told otherwise", async () => {
    const schedule = await scheduled({});
    expect(schedule).toMatchObject({ dryRun: true, enabled: true });
    expect(await takeDueSchedule(database(), schedule.nextAt - 1)).toBeUndefined();
    const due = await takeDueSchedule(database(), schedule.nextAt);
    expect(due?.nextAt).toBeGreaterThan(schedule.nextAt);
    expect(await takeDueSchedule(database(), schedule.nextAt)).toBeUndefined();
    if (due !== undefined) await runSchedule(due, new AbortController().signal);
    const [after] = await answer<Schedule[]>("GET", "/api/registries/prod/schedules");
    const plan = await until(after?.lastPlan ?? "", ({ state }) => state === "ready");
    expect(plan).toMatchObject({ origin: { kind: "policy", policy: "Branches" }, forecast: { tags: 2 } });
    expect(await tagsLeft()).toEqual(["pr-1", "pr-2", "v1.0", "v1.1"]);
  });

  test("carries its plan out where it may, but for one that deletes too much", async () => {
    const careful = await scheduled({ dryRun: false, atMost: 1 });
    await runSchedule(careful, new AbortController().signal);
    const [held] = await answer<Plan[]>("GET", plans);
    expect(held).toMatchObject({ state: "ready", problem: { code: "PLAN_TOO_LARGE" } });
    await runSchedule({ ...careful, atMost: 2 }, new AbortController().signal);
    const [free] = await answer<Plan[]>("GET", plans);
    await until(free?.id ?? "", ({ state }) => state === "done");
    expect(await tagsLeft()).toEqual(["v1.0", "v1.1"]);
    await runSchedule(careful, new AbortController().signal);
    expect(await answer<Schedule[]>("GET", "/api/registries/prod/schedules")).toMatchObject([
      { lastPlan: null, problem: null },
    ]);
  });

  test("of a policy that is gone says so", async () => {
    const schedule = await scheduled({ policy: "Nightlies" });
    await runSchedule(schedule, new AbortController().signal);
    expect(await answer<Schedule[]>("GET", "/api/registries/prod/schedules")).toMatchObject([
      { problem: { code: "POLICY_UNKNOWN" } },
    ]);
  });

  test("is refused a time that cannot be read, with the field that is to blame", async () => {
    const body = { policy: "Branches", cron: "soon", timeZone: "UTC" };
    const refused = await api.call("POST", "/api/registries/prod/schedules", { body });
    expect(await refused.json()).toMatchObject({ code: "CRON_INVALID", issues: [{ path: "cron" }] });
  });
});
