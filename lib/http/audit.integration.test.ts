import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import type { AuditEntry, AuditPage } from "#lib/audit/types.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { openRegistry } from "#lib/registry/open.ts";
import { buildImage } from "#scripts/samples/image.ts";
import { buildLayer, file } from "#scripts/samples/layer.ts";
import { pushImage } from "#scripts/samples/push.ts";
import { startTestApi, type TestApi } from "./test-api.ts";

const repository = "team/app";
let server: RunningRegistry;
let api: TestApi;
let digest: string;

beforeAll(async () => {
  server = await startRegistry();
});
afterAll(() => server.stop());
beforeEach(async () => {
  const registry = openRegistry({
    slug: "a",
    name: "A",
    url: server.url,
    plainHttp: true,
    skipTlsVerify: false,
  });
  const image = buildImage({ layers: [await buildLayer([file("who", "audit")])] });
  digest = await pushImage(registry, parseRepositoryName(repository), ["v1", "v2"].map(parseTag), image);
  await registry.close();
  api = startTestApi({ REGISTRY_URL: server.url, REGISTRY_SLUG: "prod", REGISTRY_NAME: "Prod" });
  await api.enter("administrator");
});
afterEach(() => api.close());

async function entries(): Promise<readonly AuditEntry[]> {
  const page = (await (await api.call("GET", "/api/audit?action=cleanup")).json()) as AuditPage;
  return page.entries.toReversed();
}

describe("a deletion in the audit log", () => {
  test("begins, names what became of each tag and manifest, and ends with counts", async () => {
    const tags = [
      { tag: "v1", digest },
      { tag: "v2", digest },
      { tag: "nothing", digest: null },
    ];
    const body = { repository, tags, untagged: [digest] };
    await (await api.call("POST", "/api/registries/prod/deletions", { body })).text();
    const found = await entries();
    expect(found.every((entry) => entry.registry === "prod" && entry.repository === repository)).toBe(true);
    const told = found.map(({ action, reference, outcome, code, details }) => ({
      action,
      reference,
      outcome,
      code,
      details,
    }));
    expect(told.at(0)).toMatchObject({ action: "deletion.begin", details: { tags: 3, manifests: 1 } });
    const done = { outcome: "done", code: null };
    const deleted = { ...done, action: "tag.delete", details: { digest, method: "placeholder" } };
    expect(told.slice(1, 4)).toEqual(
      expect.arrayContaining([
        { ...deleted, reference: "v1" },
        { ...deleted, reference: "v2" },
        {
          action: "tag.delete",
          reference: "nothing",
          outcome: "refused",
          code: "TAG_GONE",
          details: { digest: null },
        },
      ]),
    );
    expect(told.slice(4)).toEqual([
      { ...done, action: "manifest.delete", reference: digest, details: {} },
      {
        ...done,
        action: "deletion.run",
        reference: null,
        details: { "tags deleted": 2, "tags gone": 1, "manifests deleted": 1 },
      },
    ]);
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
