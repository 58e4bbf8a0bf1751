import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import type { TokenScopes } from "#lib/access/tokens/scopes.ts";
import type { AuditPage } from "#lib/audit/types.ts";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import { startTestApi, type TestApi } from "./test-api.ts";
import { asProd, planOnce, pushSample } from "./test-prod.ts";

const plans = "/api/registries/prod/plans";
let server: RunningRegistry;
let api: TestApi;
let digest: string;

beforeAll(async () => {
  server = await startRegistry();
});
afterAll(() => server.stop());
beforeEach(async () => {
  for (const repository of ["team/app", "other/app"])
    digest = await pushSample(server, repository, ["v1"], "plans");
  api = startTestApi(asProd(server));
  await api.enter("administrator");
});
afterEach(() => api.close());

async function tokenFor(actions: TokenScopes["actions"]): Promise<string> {
  const scopes: TokenScopes = { registries: ["prod"], repositories: ["team/*"], actions };
  const made = await api.call("POST", "/api/tokens", { body: { name: actions.join("-"), scopes } });
  return ((await made.json()) as { token: string }).token;
}

function call(token: string, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${token}` };
  return api.call(method, path, { headers, ...(body === undefined ? {} : { body }) });
}

const from = (repository: string) => ({ from: { kind: "tags", repository, tags: [{ tag: "v1" }] } });

/** The plan, once it stands as wanted. */
const planThat = (token: string, id: string, stands: (plan: Plan) => boolean) =>
  planOnce(() => call(token, "GET", `${plans}/${id}`), stands);

test("a pipeline plans, applies and takes back within its token's scopes, and the audit log tells each tag", async () => {
  const [all, planning] = [
    await tokenFor(["read", "plan", "apply", "undo"]),
    await tokenFor(["read", "plan"]),
  ];
  expect((await call(planning, "POST", plans, from("other/app"))).status).toBe(403);
  const created = await call(planning, "POST", plans, from("team/app"));
  expect(created.status).toBe(201);
  const { id } = (await created.json()) as Plan;
  expect(await planThat(all, id, ({ state }) => state === "ready")).toMatchObject({
    madeBy: { kind: "token", name: "administrator/read-plan" },
  });
  expect((await call(planning, "POST", `${plans}/${id}`, { action: "apply" })).status).toBe(403);
  expect((await call(all, "POST", `${plans}/${id}`, { action: "apply" })).status).toBe(200);
  await planThat(all, id, ({ state }) => state === "done");
  expect((await call(all, "POST", `${plans}/${id}`, { action: "undo" })).status).toBe(200);
  await planThat(all, id, ({ counts }) => counts.restored > 0);

  await expect
    .poll(async () => {
      const page = (await (await api.call("GET", "/api/audit?action=cleanup")).json()) as AuditPage;
      return page.entries
        .toReversed()
        .map(({ action, outcome, code, reference, actor }) => [action, outcome, code, reference, actor.name]);
    })
    .toEqual([
      ["plan.create", "refused", "TOKEN_SCOPE", null, "administrator/read-plan"],
      ["plan.create", "done", null, null, "administrator/read-plan"],
      ["plan.apply", "refused", "TOKEN_SCOPE", null, "administrator/read-plan"],
      ["plan.apply", "done", null, null, "administrator/read-plan-apply-undo"],
      ["tag.delete", "done", null, "v1", "administrator/read-plan-apply-undo"],
      ["manifest.delete", "done", null, digest, "administrator/read-plan-apply-undo"],
      ["undo.run", "done", null, null, "administrator/read-plan-apply-undo"],
      ["tag.restore", "done", null, "v1", "administrator/read-plan-apply-undo"],
      ["manifest.restore", "done", null, digest, "administrator/read-plan-apply-undo"],
    ]);
});

test("a plan for what a token is not for is neither shown to it nor touched by it", async () => {
  const token = await tokenFor(["read", "plan", "apply", "undo"]);
  const created = await api.call("POST", plans, { body: from("other/app") });
  const { id } = (await created.json()) as Plan;
  for (const [method, path, body] of [
    ["GET", plans, undefined],
    ["GET", `${plans}/${id}`, undefined],
    ["GET", `${plans}/${id}/items?repository=other/app`, undefined],
    ["GET", `${plans}/${id}/items?repository=team/app`, undefined],
    ["GET", `${plans}/${id}/export`, undefined],
    ["PATCH", `${plans}/${id}/items`, { positions: [0], leftOut: true }],
    ["POST", `${plans}/${id}`, { action: "apply" }],
    ["DELETE", `${plans}/${id}`, undefined],
    ["POST", plans, { from: { kind: "untagged" } }],
  ] as const) {
    expect([method, path, (await call(token, method, path, body)).status]).toEqual([method, path, 403]);
  }
});
