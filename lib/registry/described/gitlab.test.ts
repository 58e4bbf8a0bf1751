import { expect, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { openBlob } from "../blobs.ts";
import { deleteTag } from "../manifests.ts";
import { listReferrers } from "../referrers.ts";
import { listTags } from "../tags.ts";
import { catalogOf, failureOf, findings, openDescribed } from "../test-described-registry.ts";
import { repository as name, startGitlab } from "./gitlab.ts";
import { imageTags, index, indexTag, layer } from "./shelf.ts";
import { account } from "./tokens.ts";

const repository = parseRepositoryName(name);

test("tokens are asked of GitLab by service and scope, each with the rights that are needed", async () => {
  const { registry, web } = await startGitlab();
  const gitlab = openDescribed(registry, account);
  expect(await listTags(gitlab, repository)).toEqual([...imageTags, indexTag]);
  await deleteTag(gitlab, repository, parseTag("1.0"));
  const asked = web.asked.map(({ path }) => new URL(path, web.url).searchParams);
  expect(asked.map((query) => [query.get("service"), query.getAll("scope")])).toEqual([
    ["container_registry", ["repository:group/project/app:pull"]],
    ["container_registry", ["repository:group/project/app:delete"]],
  ]);
});

test("a blob comes from object storage, which gets neither password nor token", async () => {
  const { registry, storage } = await startGitlab();
  const { stream } = await openBlob(openDescribed(registry, account), repository, layer.digest);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  expect(Buffer.compare(Buffer.concat(chunks), layer.bytes)).toBe(0);
  expect(storage.asked.map(({ authorization }) => authorization)).toEqual([undefined]);
});

test("the catalog is closed to users", async () => {
  const { registry } = await startGitlab();
  expect(await failureOf(catalogOf(openDescribed(registry, account)))).toMatchObject({
    code: "DENIED",
    status: 401,
  });
});

test("without an account, credentials are missing rather than wrong", async () => {
  const { registry } = await startGitlab();
  expect(await failureOf(listTags(openDescribed(registry), repository))).toMatchObject({
    code: "UNAUTHORIZED",
    message: "Described wants credentials, and none are set. Add them in the registry’s settings.",
  });
  expect(await findings(registry)).toMatchObject({ authentication: "CREDENTIALS_MISSING" });
});

test("an index that comes back under its own fallback tag does not refer to itself", async () => {
  const { registry } = await startGitlab();
  expect(await listReferrers(openDescribed(registry, account), repository, index.content.digest)).toEqual({
    descriptors: [],
    source: "fallback-tag",
  });
});

test("a connection check finds the account let in and the catalog closed", async () => {
  const { registry } = await startGitlab();
  expect(await findings(registry, account)).toMatchObject({
    authentication: "SIGNED_IN_BEARER",
    catalog: "CATALOG_CLOSED",
    deletionByTag: "NOT_REACHED",
  });
});
