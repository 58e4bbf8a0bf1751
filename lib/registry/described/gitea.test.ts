import { expect, test } from "vitest";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import { listTags } from "../tags.ts";
import { catalogOf, failureOf, findings, openDescribed } from "../test-described-registry.ts";
import { repository as name, startGitea } from "./gitea.ts";
import { imageTags, indexTag } from "./shelf.ts";
import { account } from "./tokens.ts";

const repository = parseRepositoryName(name);

test("of two challenges in one header, the one for tokens is taken up", async () => {
  const gitea = await startGitea();
  const registry = openDescribed(gitea, account);
  expect(await listTags(registry, repository)).toEqual([...imageTags, indexTag]);
  const basic = gitea.asked.filter(({ authorization }) => authorization?.startsWith("Basic "));
  expect(basic.map(({ path }) => path.split("?")[0])).toEqual(["/v2/token"]);
});

test("the catalog is read page by page, by names with a slash", async () => {
  const registry = openDescribed(await startGitea(), account);
  expect(await catalogOf(registry, 1)).toEqual(["ada/app", "ada/base", "team/tool"]);
});

test("an unknown package is told as such, with nothing quoted where nothing is said", async () => {
  const registry = openDescribed(await startGitea(), account);
  expect(await failureOf(listTags(registry, parseRepositoryName("ada/gone")))).toMatchObject({
    code: "NAME_UNKNOWN",
    message: "Described does not have the tags of ada/gone.",
  });
});

test("a connection check passes, and finds that tags can be deleted", async () => {
  expect(await findings(await startGitea(), account)).toMatchObject({
    authentication: "SIGNED_IN_BEARER",
    catalog: "CATALOG_READ",
    deletionByDigest: "DELETION_POSSIBLE",
    deletionByTag: "TAG_DELETION_POSSIBLE",
    referrers: "REFERRERS_FALLBACK",
  });
});

test("without an account, a token for nobody lets nobody in", async () => {
  expect((await findings(await startGitea())).authentication).toBe("CREDENTIALS_MISSING");
});
