import { expect, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { headBlob, readBlob } from "../blobs.ts";
import { headManifest } from "../manifests.ts";
import { ping } from "../ping.ts";
import { listTags } from "../tags.ts";
import { catalogOf, failureOf, findings, openDescribed } from "../test-described-registry.ts";
import { repository as name, startDockerHub } from "./docker-hub.ts";
import { image, imageTags, indexTag, layer } from "./shelf.ts";
import { account } from "./tokens.ts";

const repository = parseRepositoryName(name);

test("a public repository is read without an account, by a token from auth.docker.io", async () => {
  const { registry, auth } = await startDockerHub();
  const hub = openDescribed(registry);
  expect(await ping(hub)).toEqual({ apiVersion: "registry/2.0", authentication: "bearer" });
  expect(await listTags(hub, repository)).toEqual([...imageTags, indexTag]);
  expect(auth.asked).toEqual([
    { method: "GET", path: "/token?service=registry.docker.io", authorization: undefined },
    {
      method: "GET",
      path: "/token?service=registry.docker.io&scope=repository%3Alibrary%2Fapp%3Apull",
      authorization: undefined,
    },
  ]);
});

test("an account’s password goes to auth.docker.io and nowhere else", async () => {
  const { registry, auth, storage } = await startDockerHub();
  await readBlob(openDescribed(registry, account), repository, layer.digest, { limit: 100_000 });
  expect(auth.asked.every(({ authorization }) => authorization?.startsWith("Basic "))).toBe(true);
  expect(registry.asked.some(({ authorization }) => authorization?.startsWith("Basic "))).toBe(false);
  expect(storage.asked.map(({ authorization }) => authorization)).toEqual([undefined]);
});

test("a blob is read, and its size asked for, where the redirect leads", async () => {
  const { registry } = await startDockerHub();
  const hub = openDescribed(registry);
  const bytes = await readBlob(hub, repository, layer.digest, { limit: 100_000 });
  expect(Buffer.compare(bytes, layer.bytes)).toBe(0);
  expect(await headBlob(hub, repository, layer.digest)).toEqual({ size: layer.bytes.byteLength });
});

test("the catalog is refused whatever the account, after one token and one more try", async () => {
  const { registry } = await startDockerHub();
  const hub = openDescribed(registry, account);
  expect(await failureOf(catalogOf(hub))).toMatchObject({ code: "DENIED", status: 401 });
  expect(registry.asked.filter(({ path }) => path.startsWith("/v2/_catalog"))).toHaveLength(2);
});

test("a moment of too many requests is waited out", async () => {
  const { registry } = await startDockerHub({ times: 2 });
  const { digest } = await headManifest(openDescribed(registry), repository, parseTag("latest"));
  expect(digest).toBe(image.content.digest);
});

test("an exhausted limit is told with the pause that Docker Hub wants, and not tried again", async () => {
  const { registry } = await startDockerHub({ times: 10, retryAfter: "3600" });
  const asked = headManifest(openDescribed(registry), repository, parseTag("latest"));
  expect(await failureOf(asked)).toEqual({
    code: "TOOMANYREQUESTS",
    status: 429,
    message: "Described is asked too often and wants a pause of 3600 s.",
  });
  expect(registry.asked.filter(({ path }) => path.includes("/manifests/"))).toHaveLength(2);
});

test("a connection check finds the account let in and the catalog closed", async () => {
  const { registry } = await startDockerHub();
  expect(await findings(registry, account)).toMatchObject({
    authentication: "SIGNED_IN_BEARER",
    api: "API_VERSION",
    catalog: "CATALOG_CLOSED",
    deletionByDigest: "DELETION_DISABLED",
  });
});

test("a wrong password is refused by auth.docker.io", async () => {
  const { registry } = await startDockerHub();
  const found = await findings(registry, { ...account, password: "wrong" });
  expect(found.authentication).toBe("CREDENTIALS_REFUSED");
});
