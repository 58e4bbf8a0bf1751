import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { startTestApi, type TestApi } from "./test-api.ts";
import { asProd, pushSample } from "./test-prod.ts";

let server: RunningRegistry;
let api: TestApi;
let digest: string;
const manifests = "/api/registries/prod/v2/team/app/manifests";

beforeAll(async () => {
  server = await startRegistry();
  digest = await pushSample(server, "team/app", ["v1", "other"], "protected");
  api = startTestApi(asProd(server));
});
afterAll(async () => {
  await api.close();
  await server.stop();
});

test("the digest of a protected tag is not deleted through the registry’s own API, by whichever role", async () => {
  await api.enter("administrator");
  const body = { protect: [{ tags: "v*" }] };
  expect((await api.call("PUT", "/api/settings/protection", { body })).status).toBe(200);
  for (const role of ["administrator", "operator"] as const) {
    if (role === "operator") await api.enter(role);
    for (const reference of ["v1", digest, "other"]) {
      const response = await api.call("DELETE", `${manifests}/${reference}`);
      expect([response.status, await response.json()], `${role} ${reference}`).toMatchObject([
        403,
        { code: "TAG_PROTECTED", params: { tag: "v1", pattern: "v*" } },
      ]);
    }
  }
  const tags = await api.call("GET", "/api/registries/prod/v2/team/app/tags/list");
  expect(await tags.json()).toMatchObject({ tags: ["v1", "other"] });

  await api.call("POST", "/api/session", {
    body: { username: "administrator", password: "correct horse battery" },
  });
  expect((await api.call("PUT", "/api/settings/protection", { body: { protect: [] } })).status).toBe(200);
  expect((await api.call("DELETE", `${manifests}/${digest}`)).status).toBe(202);
});
