import { expect, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { getManifest } from "../manifests.ts";
import { listReferrers } from "../referrers.ts";
import { listTags } from "../tags.ts";
import { catalogOf, failureOf, findings, openDescribed } from "../test-described-registry.ts";
import { administrator, catalog, repository as name, startHarbor } from "./harbor.ts";
import { image, imageTags, indexTag } from "./shelf.ts";
import { account } from "./tokens.ts";

const repository = parseRepositoryName(name);

test("an administrator reads the catalog page by page, which Harbor gives to the password alone", async () => {
  const harbor = await startHarbor();
  const registry = openDescribed(harbor, administrator);
  await listTags(registry, repository);
  expect(await catalogOf(registry, 2)).toEqual(catalog);
  const asked = harbor.asked.filter(({ path }) => path.startsWith("/v2/_catalog"));
  expect(asked.at(-1)?.authorization).toMatch(/^Basic /);
});

test("the catalog is closed to others, who still read their repositories afterwards", async () => {
  const registry = openDescribed(await startHarbor(), account);
  expect(await failureOf(catalogOf(registry))).toMatchObject({
    code: "UNAUTHORIZED",
    status: 401,
  });
  expect(await listTags(registry, repository)).toEqual([...imageTags, indexTag]);
});

test("Harbor’s own NOT_FOUND is the unknown repository or tag that was asked for", async () => {
  const registry = openDescribed(await startHarbor(), account);
  expect(await failureOf(listTags(registry, parseRepositoryName("library/gone")))).toMatchObject({
    code: "NAME_UNKNOWN",
    message:
      "Described does not have the tags of library/gone. It says: “repository library/gone not found”.",
  });
  expect(await failureOf(getManifest(registry, repository, parseTag("gone")))).toMatchObject({
    code: "MANIFEST_UNKNOWN",
  });
});

test("a connection check of an administrator passes, and finds that tags need a placeholder", async () => {
  expect(await findings(await startHarbor(), administrator)).toMatchObject({
    authentication: "SIGNED_IN_BEARER",
    catalog: "CATALOG_READ",
    deletionByDigest: "DELETION_POSSIBLE",
    deletionByTag: "TAG_DELETION_BY_PLACEHOLDER",
    referrers: "REFERRERS_API",
  });
});

test("a connection check tells wrong credentials and a closed catalog apart", async () => {
  const harbor = await startHarbor();
  expect(await findings(harbor, { ...account, password: "wrong" })).toMatchObject({
    authentication: "CREDENTIALS_REFUSED",
  });
  expect(await findings(harbor, account)).toMatchObject({
    authentication: "SIGNED_IN_BEARER",
    catalog: "CATALOG_CLOSED",
  });
});

test("referrers come from the fallback tag where Harbor before 2.8 says 401 to the API", async () => {
  const registry = openDescribed(await startHarbor("before 2.8"), account);
  expect(await listReferrers(registry, repository, image.content.digest)).toEqual({
    descriptors: [],
    source: "fallback-tag",
  });
});
