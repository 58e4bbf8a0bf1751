import { expect, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { deleteTag } from "../manifests.ts";
import { catalogOf, findings, openDescribed } from "../test-described-registry.ts";
import { repository, startDistribution3 } from "./distribution3.ts";

test("the catalog is asked for in pages that it gives", async () => {
  const registry = openDescribed(await startDistribution3());
  expect(await catalogOf(registry)).toEqual(["app", "base", "tool"]);
  expect(await catalogOf(registry, 1)).toEqual(["app", "base", "tool"]);
});

test("a tag is deleted by itself, with one request", async () => {
  const host = await startDistribution3();
  await deleteTag(openDescribed(host), parseRepositoryName(repository), parseTag("1.0"));
  expect(host.asked).toEqual([{ method: "DELETE", path: "/v2/app/manifests/1.0", authorization: undefined }]);
});

test("a connection check finds that tags need no placeholder, and referrers their fallback tag", async () => {
  expect(await findings(await startDistribution3())).toMatchObject({
    authentication: "NO_AUTHENTICATION",
    api: "API_VERSION",
    catalog: "CATALOG_READ",
    deletionByDigest: "DELETION_POSSIBLE",
    deletionByTag: "TAG_DELETION_POSSIBLE",
    referrers: "REFERRERS_FALLBACK",
  });
});
