import { expect, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { deleteManifest, deleteTag } from "../manifests.ts";
import { listTags } from "../tags.ts";
import { catalogOf, failureOf, findings, openDescribed } from "../test-described-registry.ts";
import { catalog, repository as name, startQuay } from "./quay.ts";
import { image, imageTags, indexTag } from "./shelf.ts";
import { account } from "./tokens.ts";

const repository = parseRepositoryName(name);

test("the catalog is read with a token for nothing, since Quay refuses to make one for it", async () => {
  const quay = await startQuay();
  const registry = openDescribed(quay, account);
  await listTags(registry, repository);
  expect(await catalogOf(registry)).toEqual(catalog);
});

test("tags come from all pages", async () => {
  const registry = openDescribed(await startQuay(), account);
  expect(await listTags(registry, repository)).toEqual([...imageTags, indexTag]);
});

test("tags and manifests are deleted with a token that may push, since Quay knows no right to delete", async () => {
  const quay = await startQuay();
  const registry = openDescribed(quay, account);
  await deleteTag(registry, repository, parseTag("1.0"));
  await deleteManifest(registry, repository, image.content.digest);
  expect(quay.asked.filter(({ method }) => method === "DELETE").at(-1)?.authorization).toMatch(/^Bearer /);
});

test("a wrong password is told as such", async () => {
  const registry = openDescribed(await startQuay(), { ...account, password: "wrong" });
  expect(await failureOf(listTags(registry, repository))).toMatchObject({
    code: "UNAUTHORIZED",
    status: 401,
  });
});

test("a connection check passes in every step, although the root calls itself HTML", async () => {
  expect(await findings(await startQuay(), account)).toMatchObject({
    authentication: "SIGNED_IN_BEARER",
    api: "API_VERSION",
    catalog: "CATALOG_READ",
    deletionByDigest: "DELETION_POSSIBLE",
    deletionByTag: "TAG_DELETION_POSSIBLE",
    referrers: "REFERRERS_API",
  });
});
