import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";

test("the registry's own API passes through the server as it is", async ({
  signedInPage,
  registry,
  stowage,
}) => {
  const { request } = signedInPage;
  const api = `/api/registries/${stowage.slug}/v2/prod/team/app`;
  const tags = await (await request.get(`${api}/tags/list`)).json();
  expect(tags.tags.toSorted()).toEqual(await registry.tags("prod/team/app"));

  const index = await request.get(`${api}/manifests/latest`);
  const digest = index.headers()["docker-content-digest"];
  const length = String((await index.body()).byteLength);
  for (const answer of [index, await request.head(`${api}/manifests/${digest}`)]) {
    expect(answer.headers()).toMatchObject({ "content-length": length, "docker-content-digest": digest });
    expect(Object.keys(answer.headers()).filter((name) => name.startsWith("x-stowage"))).toEqual([]);
  }

  const [child] = (await index.json()).manifests;
  const { config } = await (await request.get(`${api}/manifests/${child.digest}`)).json();
  const blob = `${api}/blobs/${config.digest}`;
  expect((await request.head(blob)).headers()["content-length"]).toBe(String(config.size));
  const range = await request.get(blob, { headers: { range: "bytes=1-3" } });
  expect(range.status()).toBe(206);
  expect(range.headers()).toMatchObject({
    "content-length": "3",
    "content-range": `bytes 1-3/${config.size}`,
  });
  expect((await range.body()).equals((await (await request.get(blob)).body()).subarray(1, 4))).toBe(true);

  const none = await request.get(`${api}/manifests/none`);
  expect(none.status()).toBe(404);
  expect(await none.json()).toMatchObject({ errors: [{ code: "MANIFEST_UNKNOWN" }] });
});
