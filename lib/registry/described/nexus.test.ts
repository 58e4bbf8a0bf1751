import { expect, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { deleteTag } from "../manifests.ts";
import { listReferrers } from "../referrers.ts";
import { listTags } from "../tags.ts";
import { catalogOf, failureOf, findings, openDescribed } from "../test-described-registry.ts";
import { repository as name, startNexus } from "./nexus.ts";
import { image, imageTags, indexTag } from "./shelf.ts";
import { account } from "./tokens.ts";

const repository = parseRepositoryName(name);

test("a Docker repository below a path is read, its links included", async () => {
  const nexus = openDescribed(await startNexus(), account);
  expect(await catalogOf(nexus)).toEqual([name]);
  expect(await listTags(nexus, repository)).toEqual([...imageTags, indexTag]);
});

test("a page instead of the referrers API leads to the fallback tag", async () => {
  const nexus = openDescribed(await startNexus(), account);
  expect(await listReferrers(nexus, repository, image.content.digest)).toEqual({
    descriptors: [],
    source: "fallback-tag",
  });
});

test("a tag that is there is not found by who would delete it", async () => {
  const nexus = openDescribed(await startNexus(), account);
  expect(await failureOf(deleteTag(nexus, repository, parseTag("1.0")))).toMatchObject({
    code: "MANIFEST_UNKNOWN",
    status: 404,
  });
});

test("the website in place of a list is no answer of a registry", async () => {
  const { website } = await startNexus();
  expect(await failureOf(catalogOf(openDescribed({ url: website }, account)))).toMatchObject({
    code: "BAD_RESPONSE",
    status: 200,
    message: expect.stringMatching(/Is a registry at this endpoint\?$/),
  });
});

test("an error that is a page is told by its status, and no HTML is shown", async () => {
  const { website } = await startNexus();
  const broken = openDescribed({ url: `${website}/repository/broken` }, account);
  expect(await failureOf(listTags(broken, repository))).toEqual({
    code: "BAD_RESPONSE",
    status: 400,
    message: "Described answered 400 for the tags of team/app.",
  });
});

test("a connection check tells the website from a registry", async () => {
  const nexus = await startNexus();
  expect((await findings({ url: nexus.website }, account)).api).toBe("NOT_A_REGISTRY");
  expect(await findings(nexus, account)).toMatchObject({
    authentication: "SIGNED_IN_BASIC",
    catalog: "CATALOG_READ",
    deletionByDigest: "DELETION_POSSIBLE",
    referrers: "REFERRERS_FALLBACK",
  });
});
