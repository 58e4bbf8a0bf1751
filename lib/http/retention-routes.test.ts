import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./test-api.ts";

let api: TestApi;
beforeEach(async () => {
  api = startTestApi();
  await api.enter("administrator");
});
afterEach(() => api.close());

const policy = { name: "Branch builds", rules: [{ action: "delete", tags: ["pr-*"] }] };

async function json(answer: Promise<Response>): Promise<[number, Record<string, unknown>]> {
  const response = await answer;
  return [response.status, response.status === 204 ? {} : await response.json()];
}

/** The audit log's entries about retention: what was done, how it ended, and its details. */
async function audited(): Promise<unknown[]> {
  const [, { entries }] = await json(api.call("GET", "/api/audit"));
  return (entries as { action: string; outcome: string; code: string | null; details: object }[])
    .filter(({ action }) => action === "rules.change" || action === "protection.change")
    .map(({ action, outcome, code, details }) => [action, code ?? outcome, details])
    .toReversed();
}

describe("policies", () => {
  test("are written, changed, ordered and removed, and each of it is in the audit log", async () => {
    const [status, added] = await json(api.call("POST", "/api/policies", { body: policy }));
    expect([status, added]).toMatchObject([
      201,
      { policy: { ...policy, registries: "*", repositories: "*" } },
    ]);
    const { id, updatedAt } = added as { id: string; updatedAt: number };
    const [, other] = await json(api.call("POST", "/api/policies", { body: { name: "b", rules: [] } }));
    await api.call("PUT", "/api/policies", { body: { order: [other.id, id] } });
    const body = { policy: { ...policy, repositories: ["team/*"] }, seen: updatedAt };
    expect((await api.call("PUT", `/api/policies/${id}`, { body })).status).toBe(200);
    expect(await json(api.call("PUT", `/api/policies/${id}`, { body }))).toMatchObject([
      409,
      { code: "POLICY_CHANGED" },
    ]);
    expect((await api.call("DELETE", `/api/policies/${id}`)).status).toBe(204);
    expect(await json(api.call("GET", "/api/policies"))).toMatchObject([
      200,
      { policies: [{ policy: { name: "b" } }], file: null },
    ]);
    expect(await audited()).toMatchObject([
      ["rules.change", "done", { policy: "Branch builds", added: policy }],
      ["rules.change", "done", { policy: "b" }],
      [
        "rules.change",
        "done",
        { changes: { order: { before: ["Branch builds", "b"], after: ["b", "Branch builds"] } } },
      ],
      ["rules.change", "done", { changes: { repositories: { before: "*", after: ["team/*"] } } }],
      ["rules.change", "POLICY_CHANGED", { policy: "Branch builds" }],
      ["rules.change", "done", { policy: "Branch builds", removed: policy }],
    ]);
  });

  test("that cannot be used are refused with the field that is to blame", async () => {
    const body = {
      name: "a",
      rules: [{ action: "delete", tags: ["["], newest: { count: 1, by: "version" } }],
    };
    const [status, problem] = await json(api.call("POST", "/api/policies", { body }));
    expect([status, problem]).toMatchObject([
      422,
      {
        code: "INPUT_INVALID",
        issues: [
          { path: "rules.0.tags.0", code: "UNCLOSED_SET" },
          { path: "rules.0.newest", code: "NEWEST_DELETED" },
        ],
      },
    ]);
  });

  test("are for operators; protected tags and imports for administrators", async () => {
    await api.enter("operator");
    const yaml = "version: 1\nprotect: [{ tags: v* }]";
    const [, preview] = await json(api.call("POST", "/api/retention/import", { body: { yaml } }));
    expect(preview).toMatchObject({ ok: true, changes: [{ kind: "protection-added" }] });
    const answers = [
      await api.call("POST", "/api/policies", { body: policy }),
      await api.call("GET", "/api/retention/export"),
      await api.call("PUT", "/api/retention/import", { body: { yaml, seen: preview.revision } }),
      await api.call("PUT", "/api/settings/protection", { body: { protect: [] } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 403, 403]);
    await api.enter("viewer");
    expect((await api.call("GET", "/api/policies")).status).toBe(403);
    expect((await api.call("GET", "/api/settings/protection")).status).toBe(200);
  });
});

test("what a file replaces and what is protected is in the audit log", async () => {
  const yaml = "version: 1\nprotect: [{ tags: v* }]\npolicies: [{ name: a, rules: [] }]";
  const [, preview] = await json(api.call("POST", "/api/retention/import", { body: { yaml } }));
  const seen = preview.revision;
  expect((await api.call("PUT", "/api/retention/import", { body: { yaml, seen } })).status).toBe(200);
  await api.call("PUT", "/api/settings/protection", { body: { protect: [] } });
  expect(await audited()).toMatchObject([
    [
      "rules.change",
      "done",
      { imported: [{ kind: "protection-added" }, { kind: "policy-added", name: "a" }] },
    ],
    ["protection.change", "done", { changes: { protect: { before: [{ tags: "v*" }], after: [] } } }],
  ]);
});
