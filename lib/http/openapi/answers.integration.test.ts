import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import type { Plan, PlanItem } from "#lib/cleanup/plan/types.ts";
import { described, type GuardedHandler } from "../route.ts";
import { startTestApi, type TestApi } from "../test-api.ts";
import { asProd, pushSample } from "../test-prod.ts";
import type { openApiDocument } from "./document.ts";
import { routeFiles } from "./test-routes.ts";

let server: RunningRegistry;
let api: TestApi;
let digest: string;

beforeAll(async () => {
  server = await startRegistry();
});
afterAll(() => server.stop());
beforeEach(async () => {
  digest = await pushSample(server, "team/app", ["v1", "v2"], "answers");
  api = startTestApi(asProd(server));
  await api.enter("administrator");
});
afterEach(() => api.close());

/** The lines of a stream, each held to the schema of its route. */
async function linesOf(method: string, path: string, id: string, body?: unknown): Promise<unknown[]> {
  const response = await api.call(method, path, body === undefined ? {} : { body });
  const handlers = (await routeFiles()).flatMap((one): GuardedHandler[] => Object.values(one.handlers));
  const answer = handlers.map((one) => one[described].operation).find((one) => one?.id === id)?.answer;
  if (answer?.kind !== "lines") throw new Error(`${id} does not answer with lines.`);
  const lines = (await response.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  for (const line of lines) expect(answer.schema.safeParse(line).error).toBeUndefined();
  return lines;
}

/** What {@link TestApi.call} has held to its schema already. */
async function answered<Answer>(path: string, body?: unknown): Promise<Answer> {
  const response = await api.call(
    body === undefined ? "GET" : "POST",
    path,
    body === undefined ? {} : { body },
  );
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as Answer;
}

test("what a registry with images in it is answered by is what the description says", async () => {
  const base = "/api/registries/prod";
  expect((await linesOf("GET", `${base}/repositories`, "refreshRepositories")).length).toBeGreaterThan(1);
  await linesOf("GET", `${base}/tags/refresh?repository=team/app`, "refreshTags");
  expect(
    await answered<{ lines: unknown[] }>(`${base}/repositories/lines?layout=tree&sort=name&order=ascending`),
  ).toMatchObject({ count: 2 });
  const table = await answered<{ rows: { tag: string; twins: unknown; summary: unknown }[] }>(
    `${base}/tags?repository=team/app`,
  );
  expect(table.rows.map(({ tag }) => tag)).toEqual(["v2", "v1"]);
  expect(table.rows[0]).toMatchObject({ twins: { count: 2 }, summary: { kind: "manifest" } });
  expect(await answered(`${base}/tags/names?repository=team/app`)).toEqual({ tags: ["v2", "v1"] });
  await answered(`${base}/tags/platforms?repository=team/app`);
  await answered(`${base}/tags/verify`, { repository: "team/app", tags: ["v1", "v2"] });
  const view = {
    sort: "version",
    direction: "descending",
    filter: "",
    olderThan: null,
    newerThan: null,
    platform: null,
    attached: false,
  };
  const selected = { kind: "some", tags: ["v1"] };
  await answered(`${base}/tags/selection`, { repository: "team/app", view, selected });
  const found = await answered<{ results: { kind: string }[] }>("/api/search?q=app");
  expect(new Set(found.results.map(({ kind }) => kind))).toEqual(new Set(["repository", "tag"]));
  await answered("/api/search?q=size:%3E");
  await answered("/api/repositories?q=app");
  await answered(`${base}/state`);
  await answered(`${base}/sync`);
});

test("a plan is answered by what the description says, from the first look at it to its end", async () => {
  const base = "/api/registries/prod/plans";
  await linesOf("GET", "/api/registries/prod/tags/refresh?repository=team/app", "refreshTags");
  const tags = [
    { tag: "v1" },
    { tag: "v2", digest: `sha256:${"0".repeat(64)}` },
    { tag: "nothing", digest: null },
  ];
  const from = { kind: "tags", repository: "team/app", tags };
  const made = await api.call("POST", base, { body: { from } });
  const plan = (await made.json()) as Plan;
  expect(plan).toMatchObject({ state: "ready", counts: { planned: 1, moved: 1, gone: 1 } });
  const items = () => answered<{ items: PlanItem[] }>(`${base}/${plan.id}/items`);
  expect((await items()).items).toContainEqual(expect.objectContaining({ reference: "v1", digest }));
  await answered(`${base}/${plan.id}`, { action: "apply" });
  await vi.waitFor(async () =>
    expect(await answered(`${base}/${plan.id}`)).toMatchObject({ state: "done", counts: { deleted: 1 } }),
  );
  await answered(base);
  await vi.waitFor(async () => {
    const entries = await linesOf("GET", "/api/audit.jsonl?action=tag.delete", "exportAuditEntries");
    expect(entries).toMatchObject([{ reference: "v1", outcome: "done" }]);
  });
});

test("the description is there for whoever may look, with a token too", async () => {
  const answer = await api.call("GET", "/api/openapi.json");
  const document = (await answer.json()) as ReturnType<typeof openApiDocument>;
  expect(Object.keys(document.paths).length).toBe((await routeFiles()).length - 1);
  api.leave();
  expect((await api.call("GET", "/api/openapi.json")).status).toBe(401);
});
