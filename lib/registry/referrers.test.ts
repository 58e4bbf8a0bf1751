import { describe, expect, test } from "vitest";
import { parseDigest } from "#lib/oci/digest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import type { Registry } from "./open.ts";
import { listReferrers } from "./referrers.ts";
import { answerJson, openScripted, type Script, type ScriptedServer } from "./test-server.ts";

const app = parseRepositoryName("app");
const subject = parseDigest(`sha256:${"a".repeat(64)}`);
const referrer = (letter: string) => ({
  mediaType: mediaTypes.ociManifest,
  digest: `sha256:${letter.repeat(64)}`,
  size: 1,
  artifactType: "application/vnd.example.sbom",
});
const indexOf = (...letters: string[]) => ({
  schemaVersion: 2,
  mediaType: mediaTypes.ociIndex,
  manifests: letters.map(referrer),
});
const type = { "content-type": mediaTypes.ociIndex };

let server: ScriptedServer;
let registry: Registry;

async function open(script: Script): Promise<void> {
  ({ server, registry } = await openScripted(script));
}
const paths = () => server.asked.map(({ url }) => url.replace(subject, "…").replace("a".repeat(64), "…"));
const digests = async () => {
  const { descriptors, source } = await listReferrers(registry, app, subject);
  return [source, ...descriptors.map(({ digest }) => digest.charAt(7))];
};

describe("the API", () => {
  test("tells the referrers, and no tag is asked for", async () => {
    await open((_, answer) => answerJson(answer, 200, indexOf("b", "c"), type));
    expect(await digests()).toEqual(["api", "b", "c"]);
    expect(paths()).toEqual(["/v2/app/referrers/…"]);
  });

  test("that knows none is believed", async () => {
    await open((_, answer) => answerJson(answer, 200, indexOf(), type));
    expect(await digests()).toEqual(["api"]);
  });

  test("is followed from page to page", async () => {
    await open(({ url }, answer) => {
      if (url.includes("next")) answerJson(answer, 200, indexOf("c"), type);
      else answerJson(answer, 200, indexOf("b"), { ...type, link: "<?next=1>; rel=next" });
    });
    expect(await digests()).toEqual(["api", "b", "c"]);
  });

  test("that tells the same referrer twice is taken for one that tells it once", async () => {
    await open(({ url }, answer) => {
      if (url.includes("next")) answerJson(answer, 200, indexOf("b", "c"), type);
      else answerJson(answer, 200, indexOf("b"), { ...type, link: "<?next=1>; rel=next" });
    });
    expect(await digests()).toEqual(["api", "b", "c"]);
  });

  test("that fails is not asked for by tag instead", async () => {
    await open((_, answer) => answerJson(answer, 500, {}));
    await expect(digests()).rejects.toMatchObject({ status: 500 });
    expect(paths().some((path) => path.includes("manifests"))).toBe(false);
  });

  test.each([401, 403])("that answers %i fails where the tag is closed too", async (status) => {
    await open((_, answer) => answerJson(answer, status, {}));
    await expect(digests()).rejects.toMatchObject({ status });
  });

  test("whose list is larger than is read fails instead of telling none", async () => {
    const annotations = { filler: "x".repeat(5 * 1024 * 1024) };
    await open((_, answer) => answerJson(answer, 200, { ...indexOf("b"), annotations }, type));
    await expect(digests()).rejects.toMatchObject({
      code: "TOO_LARGE",
      message: expect.stringContaining("larger than 4 MiB"),
    });
    expect(paths()).toEqual(["/v2/app/referrers/…"]);
  });

  test("whose list cannot be read fails instead of telling none", async () => {
    await open((_, answer) => {
      answerJson(answer, 200, { schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests: [{}] }, type);
    });
    await expect(digests()).rejects.toMatchObject({ code: "BAD_RESPONSE" });
  });
});

describe("a registry without the API", () => {
  const withoutApi =
    (status: number, tagged: Script): Script =>
    (asked, answer, request) => {
      if (asked.url.includes("/referrers/")) answer.writeHead(status).end("404 page not found");
      else return tagged(asked, answer, request);
    };

  test.each([400, 401, 403, 404, 405, 406])("answers %i, and its fallback tag tells them", async (status) => {
    await open(withoutApi(status, (_, answer) => answerJson(answer, 200, indexOf("b"), type)));
    expect(await digests()).toEqual(["fallback-tag", "b"]);
    expect(paths()).toEqual(["/v2/app/referrers/…", "/v2/app/manifests/sha256-…"]);
  });

  test("may answer with its front page instead", async () => {
    await open(({ url }, answer) => {
      if (url.includes("/referrers/")) answer.writeHead(200, { "content-type": "text/html" }).end("<html>");
      else answerJson(answer, 404, {});
    });
    expect(await digests()).toEqual(["fallback-tag"]);
  });

  test("has none where there is no such tag, or it is no index", async () => {
    await open(withoutApi(404, (_, answer) => answerJson(answer, 404, {})));
    expect(await digests()).toEqual(["fallback-tag"]);
    await registry.close();
    await server.stop();
    await open(withoutApi(404, (_, answer) => answerJson(answer, 200, { schemaVersion: 2 })));
    expect(await digests()).toEqual(["fallback-tag"]);
  });

  test("fails where the tag cannot be asked for", async () => {
    await open(withoutApi(404, (_, answer) => answerJson(answer, 403, {})));
    await expect(digests()).rejects.toMatchObject({ code: "DENIED" });
  });

  test("keeps those of a long digest under its first 64 characters", async () => {
    const long = parseDigest(`sha512:${"a".repeat(64)}${"b".repeat(64)}`);
    await open(withoutApi(404, (_, answer) => answerJson(answer, 200, indexOf("c"), type)));
    const { descriptors } = await listReferrers(registry, app, long);
    expect(descriptors).toHaveLength(1);
    expect(server.asked.at(-1)?.url).toBe(`/v2/app/manifests/sha512-${"a".repeat(64)}`);
  });

  test("keeps those of a strange algorithm under a tag that is one", async () => {
    const strange = parseDigest("sha256+b64u:LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564=");
    await open(withoutApi(404, (_, answer) => answerJson(answer, 200, indexOf("c"), type)));
    const { descriptors } = await listReferrers(registry, app, strange);
    expect(descriptors).toHaveLength(1);
    expect(server.asked.at(-1)?.url).toBe(
      "/v2/app/manifests/sha256-b64u-LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564-",
    );
  });
});
