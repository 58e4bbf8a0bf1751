import { expect, test } from "vitest";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import { listReferrers } from "../referrers.ts";
import { listTags } from "../tags.ts";
import { catalogOf, failureOf, findings, openDescribed } from "../test-described-registry.ts";
import { repository as name, startArtifactory } from "./artifactory.ts";
import { image, imageTags, indexTag } from "./shelf.ts";
import { account } from "./tokens.ts";

const repository = parseRepositoryName(name);

test.each(["key", "key and v2"] as const)(
  "tags come from all pages, although the link leaves out %s",
  async (link) => {
    const artifactory = await startArtifactory(link);
    const tags = await listTags(openDescribed(artifactory, account), repository);
    expect(tags).toEqual([...imageTags, indexTag]);
  },
);

test("the catalog names repositories with their key", async () => {
  const registry = openDescribed(await startArtifactory(), account);
  expect(await catalogOf(registry)).toEqual([name]);
});

test("an error with a status for a code is told by its status", async () => {
  const registry = openDescribed(await startArtifactory(), { ...account, password: "wrong" });
  expect(await failureOf(listTags(registry, repository))).toMatchObject({
    code: "UNAUTHORIZED",
    message: expect.stringMatching(/^Described refuses the credentials set for it \(user ada\)/),
  });
});

test("referrers come from the fallback tag where the API is not acceptable", async () => {
  const registry = openDescribed(await startArtifactory(), account);
  const { descriptors, source } = await listReferrers(registry, repository, image.content.digest);
  expect({ source, count: descriptors.length }).toEqual({ source: "fallback-tag", count: 1 });
});

test("a connection check signs in with Basic and reads the catalog", async () => {
  expect(await findings(await startArtifactory(), account)).toMatchObject({
    authentication: "SIGNED_IN_BASIC",
    catalog: "CATALOG_READ",
    referrers: "REFERRERS_FALLBACK",
  });
});
