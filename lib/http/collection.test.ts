import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./test-api.ts";

let api: TestApi;
beforeEach(() => {
  // Nothing listens at port 1.
  api = startTestApi({ REGISTRY_URL: "http://127.0.0.1:1", REGISTRY_SLUG: "prod" });
});
afterEach(() => api.close());

const collection = "/api/registries/prod/collection";
const described = {
  kind: "systemd",
  everyHours: 24,
  webhook: "https://hooks.example.com/T0K3N",
  webhookSecret: "never shown",
};

test("how garbage is collected is told to everybody, and its webhook to administrators alone", async () => {
  await api.enter("administrator");
  const saved = await api.call("PUT", collection, { body: described });
  expect(saved.status).toBe(200);
  const text = await saved.text();
  expect(JSON.parse(text)).toMatchObject({ described: true, hasWebhookSecret: true, runs: "webhook" });
  expect(text).not.toContain("never shown");
  await api.enter("viewer");
  const seen = await (await api.call("GET", collection)).text();
  expect(JSON.parse(seen)).toMatchObject({ setting: { kind: "systemd", everyHours: 24 }, runs: "webhook" });
  expect(seen).not.toContain("hooks.example.com");
});

test("only administrators say how, and only operators collect or tell of it", async () => {
  await api.enter("operator");
  expect((await api.call("PUT", collection, { body: described })).status).toBe(403);
  const nothing = await api.call("POST", "/api/registries/prod/collections", {
    body: { action: "collect", deleteUntagged: false },
  });
  expect([nothing.status, (await nothing.json()).code]).toEqual([409, "COLLECTION_NOT_SET_UP"]);
  const told = { action: "tell", deleteUntagged: true };
  const kept = await api.call("POST", "/api/registries/prod/collections", { body: told });
  expect([kept.status, (await kept.json()).state]).toEqual([201, "told"]);
  await api.enter("viewer");
  expect((await api.call("POST", "/api/registries/prod/collections", { body: told })).status).toBe(403);
  const { runs } = (await (await api.call("GET", "/api/registries/prod/collections")).json()) as {
    runs: { how: string; begunBy: unknown }[];
  };
  expect(runs).toMatchObject([{ how: "elsewhere", begunBy: { kind: "user", name: "operator" } }]);
});

test("a name that a shell would read otherwise is refused, with the field", async () => {
  await api.enter("administrator");
  const refused = await api.call("PUT", collection, { body: { ...described, unit: "x; reboot" } });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ issues: [{ path: "unit", code: "NAME_INVALID" }] });
});

test("what administrators set and operators do stands in the audit log, without what is secret", async () => {
  await api.enter("operator");
  await api.call("POST", "/api/registries/prod/collections", {
    body: { action: "tell", deleteUntagged: true },
  });
  await api.enter("administrator");
  await api.call("PUT", collection, { body: described });
  const text = await (await api.call("GET", "/api/audit")).text();
  const { entries } = JSON.parse(text) as { entries: { action: string }[] };
  expect(entries.filter(({ action }) => action.startsWith("collection."))).toMatchObject([
    {
      action: "collection.change",
      registry: "prod",
      details: { kind: "systemd", webhook: "https://hooks.example.com" },
    },
    { action: "collection.tell", registry: "prod", details: { deleteUntagged: true } },
  ]);
  expect(text).not.toMatch(/never shown|T0K3N/);
});
