import { expect, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { readBlob } from "../blobs.ts";
import { headManifest } from "../manifests.ts";
import { ping } from "../ping.ts";
import { listReferrers } from "../referrers.ts";
import { listTags } from "../tags.ts";
import { catalogOf, failureOf, findings, openDescribed } from "../test-described-registry.ts";
import { catalog, expired, login, repository as name, startEcr } from "./ecr.ts";
import { image, imageTags, indexTag, layer } from "./shelf.ts";

const repository = parseRepositoryName(name);

test("the login of aws ecr is sent as it is", async () => {
  const { registry } = await startEcr();
  expect(await ping(openDescribed(registry, login))).toEqual({
    apiVersion: "registry/2.0",
    authentication: "basic",
  });
});

test("catalog and tags are followed by their opaque tokens", async () => {
  const { registry } = await startEcr();
  const ecr = openDescribed(registry, login);
  expect(await catalogOf(ecr)).toEqual(catalog);
  expect(await listTags(ecr, repository)).toEqual([...imageTags, indexTag]);
});

test("a digest that the registry does not tell is made from the manifest", async () => {
  const { registry } = await startEcr();
  const head = await headManifest(openDescribed(registry, login), repository, parseTag("latest"));
  expect(head).toEqual({
    digest: image.content.digest,
    mediaType: image.mediaType,
    size: image.content.bytes.byteLength,
  });
});

test("a blob comes from S3, which would refuse the registry’s login", async () => {
  const { registry, storage } = await startEcr();
  await readBlob(openDescribed(registry, login), repository, layer.digest, { limit: 100_000 });
  expect(storage.asked.map(({ authorization }) => authorization)).toEqual([undefined]);
});

test("an expired login is told in Amazon’s own words", async () => {
  const { registry } = await startEcr();
  expect(await failureOf(listTags(openDescribed(registry, expired), repository))).toMatchObject({
    code: "DENIED",
    message: expect.stringContaining("Your authorization token has expired. Reauthenticate and try again."),
  });
});

test("what is not there is told apart: a repository from an image", async () => {
  const { registry } = await startEcr();
  const ecr = openDescribed(registry, login);
  expect(await failureOf(listTags(ecr, parseRepositoryName("team/gone")))).toMatchObject({
    code: "NAME_UNKNOWN",
  });
  expect(await failureOf(headManifest(ecr, repository, parseTag("gone")))).toMatchObject({
    code: "MANIFEST_UNKNOWN",
  });
});

test("referrers come from the fallback tag", async () => {
  const { registry } = await startEcr();
  expect(await listReferrers(openDescribed(registry, login), repository, image.content.digest)).toEqual({
    descriptors: [],
    source: "fallback-tag",
  });
});

test("a connection check does not take a missing route for the possibility to delete", async () => {
  const { registry } = await startEcr();
  expect(await findings(registry, login)).toMatchObject({
    authentication: "SIGNED_IN_BASIC",
    catalog: "CATALOG_READ",
    deletionByDigest: "DELETION_UNCLEAR",
    deletionByTag: "DELETION_UNCLEAR",
    referrers: "REFERRERS_FALLBACK",
  });
  expect((await findings(registry, expired)).authentication).toBe("CREDENTIALS_REFUSED");
});
