import { expect, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { deleteTag } from "../manifests.ts";
import { listReferrers } from "../referrers.ts";
import { catalogOf, failureOf, findings, openDescribed } from "../test-described-registry.ts";
import { image, referrers } from "./shelf.ts";
import { account } from "./tokens.ts";
import { repository as name, startZot } from "./zot.ts";

const repository = parseRepositoryName(name);

test("the catalog is read page by page", async () => {
  const registry = openDescribed(await startZot(), account);
  expect(await catalogOf(registry, 2)).toEqual(["app", "base", "tool"]);
});

test("referrers come from the API", async () => {
  const registry = openDescribed(await startZot(), account);
  const { descriptors, source } = await listReferrers(registry, repository, image.content.digest);
  expect(source).toBe("api");
  expect(descriptors.map(({ digest }) => digest)).toEqual([referrers.children[0]?.content.digest]);
});

test("a tag is deleted by itself, and one that is gone is told as unknown", async () => {
  const zot = await startZot();
  const registry = openDescribed(zot, account);
  await deleteTag(registry, repository, parseTag("1.0"));
  expect(zot.asked.at(-1)).toMatchObject({ method: "DELETE", path: "/v2/app/manifests/1.0" });
  expect(await failureOf(deleteTag(registry, repository, parseTag("gone")))).toMatchObject({
    code: "MANIFEST_UNKNOWN",
  });
});

test.each([
  ["with repositories", ["app"], "CATALOG_READ"],
  ["without any, where an unknown repository is a bad request", [], "CATALOG_EMPTY"],
])("a connection check finds tags deletable in a registry %s", async (_, catalog, code) => {
  expect(await findings(await startZot(catalog), account)).toMatchObject({
    authentication: "SIGNED_IN_BASIC",
    catalog: code,
    deletionByDigest: "DELETION_POSSIBLE",
    deletionByTag: "TAG_DELETION_POSSIBLE",
    referrers: "REFERRERS_API",
  });
});
