import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TokenScopes } from "#lib/access/tokens/scopes.ts";
import type { TokenSummary } from "#lib/access/tokens/tokens.ts";
import type { AuditPage } from "#lib/audit/types.ts";
import type { Problem } from "./problem.ts";
import { startTestApi, type TestApi } from "./test-api.ts";

const everything: TokenScopes = { registries: "all", repositories: "all", actions: ["read"] };

let api: TestApi;
beforeEach(async () => {
  api = startTestApi();
  await api.enter("administrator");
  for (const slug of ["prod", "lab"]) {
    const url = `https://${slug}.registry.invalid`;
    await api.call("POST", "/api/registries", { body: { slug, name: slug, url } });
  }
});
afterEach(() => api.close());

async function tokenWith(scopes: Partial<TokenScopes> = {}, name = "ci"): Promise<string> {
  const body = { name, scopes: { ...everything, ...scopes } };
  const made = await api.call("POST", "/api/tokens", { body });
  expect(made.status).toBe(201);
  return ((await made.json()) as { token: string }).token;
}

/** Calls as a program does: with a token, and nothing of a browser. */
async function call(token: string, method: string, path: string, body?: unknown) {
  api.leave();
  const response = await api.call(method, path, {
    headers: { authorization: `Bearer ${token}`, "sec-fetch-site": "cross-site" },
    ...(body === undefined ? {} : { body }),
  });
  const problem = response.status >= 400 ? ((await response.clone().json()) as Problem) : null;
  return {
    status: response.status,
    code: problem?.code ?? null,
    missing: problem?.params?.missing,
    response,
  };
}

/** What a plan of one tag is asked for with. */
const planOfOne = { from: { kind: "tags", repository: "team/app", tags: [{ tag: "v1" }] } };

describe("a token of the API", () => {
  test("reads what a viewer may, without a cookie or a page of Stowage", async () => {
    const token = await tokenWith();
    for (const path of ["/api/registries", "/api/activity", "/api/registries/prod/tags?repository=a"])
      expect([path, (await call(token, "GET", path)).status]).toEqual([path, 200]);
    const { response } = await call(token, "GET", "/api/session");
    expect(await response.json()).toMatchObject({ principal: { kind: "token", name: "ci" } });
  });

  test("is told apart when it is wrong, expired, or none of Stowage's", async () => {
    const wrong = await call("stw_nonsense", "GET", "/api/registries");
    expect([wrong.status, wrong.code]).toEqual([401, "TOKEN_INVALID"]);
    expect(wrong.response.headers.get("www-authenticate")).toBe(
      'Bearer realm="Stowage", error="invalid_token"',
    );
    expect(await call("of-a-proxy", "GET", "/api/registries")).toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await call("stw_nonsense", "GET", "/api/health")).toMatchObject({ status: 200 });
  });

  test("does no more than its actions, whatever its owner may", async () => {
    const reading = await tokenWith();
    expect(await call(reading, "POST", "/api/registries/prod/plans", planOfOne)).toMatchObject({
      status: 403,
      code: "TOKEN_SCOPE",
      missing: "the action “plan”",
    });
    expect(await call(reading, "DELETE", "/api/registries/prod/v2/a/manifests/v1")).toMatchObject({
      missing: "the action “apply”",
    });
  });

  test("never does what is for people", async () => {
    const token = await tokenWith({ actions: ["read", "plan", "apply", "undo", "rules"] });
    for (const [method, path] of [
      ["GET", "/api/users"],
      ["GET", "/api/tokens"],
      ["POST", "/api/tokens"],
      ["GET", "/api/audit"],
      ["PUT", "/api/session/password"],
      ["DELETE", "/api/registries/prod"],
      ["PUT", "/api/settings/access"],
    ] as const) {
      const answer = await call(token, method, path, method === "GET" ? undefined : {});
      expect([path, answer.status, answer.missing]).toEqual([path, 403, "session"]);
    }
  });

  test("does no more than its owner's role", async () => {
    await api.enter("operator");
    const token = await tokenWith({ actions: ["read", "plan"] });
    const plan = () => call(token, "POST", "/api/registries/prod/plans", planOfOne);
    expect((await plan()).status).not.toBe(403);
    await api.call("POST", "/api/session", {
      body: { username: "administrator", password: "correct horse battery" },
    });
    const users = (await (await api.call("GET", "/api/users")).json()) as { id: string; username: string }[];
    const id = users.find(({ username }) => username === "operator")?.id;
    await api.call("PATCH", `/api/users/${id}`, { body: { role: "viewer" } });
    expect(await plan()).toMatchObject({ status: 403, code: "FORBIDDEN" });
  });

  test("is told of its registries and repositories alone", async () => {
    const token = await tokenWith({ registries: ["prod"], repositories: ["team/*"] });
    const registries = (await (await call(token, "GET", "/api/registries")).response.json()) as {
      slug: string;
    }[];
    expect(registries.map(({ slug }) => slug)).toEqual(["prod"]);
    for (const [path, missing] of [
      ["/api/registries/lab", "the registry “lab”"],
      ["/api/registries/lab/tags?repository=team/app", "the registry “lab”"],
      ["/api/registries/prod/tags?repository=other/app", "the repository “other/app”"],
      [
        "/api/registries/prod/repositories/lines?layout=flat&sort=name&order=ascending",
        "all repositories of “prod”",
      ],
      ["/api/registries/prod/v2/_catalog", "all repositories of “prod”"],
      ["/api/registries/prod/v2/other/tags/list", "the repository “other”"],
      ["/api/search?q=app", "all registries and repositories"],
      ["/api/activity?registry=prod&repository=team/app", "all registries and repositories"],
    ] as const) {
      const answer = await call(token, "GET", path);
      expect([path, answer.status, answer.missing]).toEqual([path, 403, missing]);
    }
    expect((await call(token, "GET", "/api/registries/prod")).status).toBe(200);
    expect((await call(token, "GET", "/api/registries/prod/tags?repository=team/app")).status).toBe(200);
  });

  test("is made and revoked by its owner, which the audit log tells; an administrator sees everybody's", async () => {
    await api.enter("operator");
    const token = await tokenWith({ registries: ["prod"] }, "nightly");
    await call(token, "DELETE", "/api/registries/prod/v2/a/manifests/v1");
    await api.call("POST", "/api/session", {
      body: { username: "administrator", password: "correct horse battery" },
    });
    const tokens = (await (await api.call("GET", "/api/tokens")).json()) as TokenSummary[];
    expect(tokens).toMatchObject([{ name: "nightly", owner: "operator", revokedAt: null }]);
    expect((await api.call("DELETE", `/api/tokens/${tokens[0]?.id}`)).status).toBe(204);
    expect((await api.call("DELETE", "/api/tokens/none")).status).toBe(404);
    const page = (await (await api.call("GET", "/api/audit?text=nightly")).json()) as AuditPage;
    expect(page.entries.map(({ action, outcome, actor }) => [action, outcome, actor.name])).toEqual([
      ["token.revoke", "done", "administrator"],
      ["manifest.delete", "refused", "operator/nightly"],
      ["token.create", "done", "operator"],
    ]);
    expect(JSON.stringify(page)).not.toContain(token);
    expect((await call(token, "GET", "/api/registries")).code).toBe("TOKEN_INVALID");
  });

  test("is not for viewers to make", async () => {
    await api.enter("viewer");
    expect((await api.call("POST", "/api/tokens", { body: { name: "a", scopes: everything } })).status).toBe(
      403,
    );
  });
});
