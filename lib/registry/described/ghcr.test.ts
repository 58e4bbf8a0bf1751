import { expect, test } from "vitest";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { deleteManifest, getManifest, headManifest } from "../manifests.ts";
import { ping } from "../ping.ts";
import { listReferrers } from "../referrers.ts";
import { listTags } from "../tags.ts";
import { catalogOf, failureOf, findings, openDescribed } from "../test-described-registry.ts";
import { repository as name, startGhcr } from "./ghcr.ts";
import { image, imageTags, indexTag, referrers } from "./shelf.ts";
import { account } from "./tokens.ts";

const repository = parseRepositoryName(name);

test("an account signs in with a token from ghcr.io/token, for no package in particular", async () => {
  const ghcr = await startGhcr();
  const registry = openDescribed(ghcr, account);
  expect(await ping(registry)).toEqual({ apiVersion: "registry/2.0", authentication: "bearer" });
  expect(ghcr.asked.map(({ path }) => path)).toEqual(["/v2/", "/token?service=ghcr.io&account=ada", "/v2/"]);
});

test("the password goes to the token server alone, and the registry gets tokens", async () => {
  const ghcr = await startGhcr();
  await listTags(openDescribed(ghcr, account), repository);
  const basic = ghcr.asked.filter(({ authorization }) => authorization?.startsWith("Basic "));
  expect(basic.map(({ path }) => path.split("?")[0])).toEqual(["/token"]);
});

test("tags come from all pages with one token", async () => {
  const ghcr = await startGhcr();
  const tags = await listTags(openDescribed(ghcr, account), repository);
  expect(tags).toEqual([...imageTags, indexTag]);
  expect(ghcr.asked.filter(({ path }) => path.startsWith("/token"))).toHaveLength(1);
});

test("a manifest is the same by tag and by digest", async () => {
  const registry = openDescribed(await startGhcr(), account);
  const { digest } = await headManifest(registry, repository, parseTag("latest"));
  expect(digest).toBe(image.content.digest);
  const { manifest, mediaType } = await getManifest(registry, repository, digest);
  expect({ kind: manifest.kind, mediaType }).toEqual({ kind: "manifest", mediaType: image.mediaType });
});

test("the missing catalog is denied by the token server already", async () => {
  const registry = openDescribed(await startGhcr(), account);
  expect(await failureOf(catalogOf(registry))).toMatchObject({ code: "DENIED", status: 403 });
});

test("a package of somebody else is denied by the token server, which is no fault of the password", async () => {
  const registry = openDescribed(await startGhcr(), account);
  expect(await failureOf(listTags(registry, parseRepositoryName("eve/secret")))).toMatchObject({
    code: "DENIED",
    message: expect.stringMatching(
      /does not give the configured account a token for repository:eve\/secret:pull\. It says: “requested access/,
    ),
  });
});

test("referrers come from the fallback tag where the API sends to GitHub's website", async () => {
  const ghcr = await startGhcr();
  const { descriptors, source } = await listReferrers(
    openDescribed(ghcr, account),
    repository,
    image.content.digest,
  );
  expect(source).toBe("fallback-tag");
  expect(descriptors.map(({ digest }) => digest)).toEqual([referrers.children[0]?.content.digest]);
});

test("a connection check finds the catalog closed, and tells nothing of a repository that it made up", async () => {
  expect(await findings(await startGhcr(), account)).toMatchObject({
    authentication: "SIGNED_IN_BEARER",
    api: "API_VERSION",
    catalog: "CATALOG_CLOSED",
    deletionByDigest: "NOT_REACHED",
    deletionByTag: "NOT_REACHED",
    referrers: "NOT_REACHED",
  });
});

test("a wrong password is found by the connection check, although ghcr.io says 403 for it", async () => {
  const found = await findings(await startGhcr(), { ...account, password: "wrong" });
  expect(found.authentication).toBe("CREDENTIALS_REFUSED");
});

test("deletion of a package’s manifest is not supported here", async () => {
  const registry = openDescribed(await startGhcr(), account);
  const deletion = deleteManifest(registry, repository, image.content.digest);
  expect(await failureOf(deletion)).toMatchObject({ code: "UNSUPPORTED", status: 405 });
});

test("an error without details is read for its code and its words", async () => {
  const registry = openDescribed(await startGhcr(), account);
  const manifest = getManifest(registry, repository, parseTag("gone"));
  expect(await failureOf(manifest)).toMatchObject({
    code: "MANIFEST_UNKNOWN",
    message: "Described does not have the tag gone of ada/app. It says: “manifest unknown”.",
  });
});
