import { describe, expect, test } from "vitest";
import { parseDigest } from "#lib/oci/digest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { digestOfBytes } from "./content-digest.ts";
import { getManifest, headManifest, manifestLimit, putManifest } from "./manifests.ts";
import type { Registry } from "./open.ts";
import { openScripted, type Script, type ScriptedServer } from "./test-server.ts";

const app = parseRepositoryName("app");
const v1 = parseTag("v1");
const bytes = Buffer.from(
  JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests: [] }, undefined, 3),
);
const digest = digestOfBytes(bytes);
const wrong = parseDigest(`sha256:${"0".repeat(64)}`);

let server: ScriptedServer;
let registry: Registry;

async function open(script: Script): Promise<void> {
  ({ server, registry } = await openScripted(script));
}

/** Answers GET and HEAD with a manifest. */
const sending =
  (content: Uint8Array, headers: Record<string, string>): Script =>
  ({ method }, answer) => {
    answer.writeHead(200, { "content-length": content.byteLength, ...headers });
    answer.end(method === "HEAD" ? undefined : content);
  };
const index = { "content-type": mediaTypes.ociIndex };

describe("the digest of a manifest", () => {
  test("is that of its bytes where the registry names none", async () => {
    await open(sending(bytes, index));
    expect(await getManifest(registry, app, v1)).toMatchObject({ digest });
    expect(await headManifest(registry, app, v1)).toEqual({
      digest,
      mediaType: mediaTypes.ociIndex,
      size: bytes.byteLength,
    });
  });

  test.each([
    ["no digest at all", "latest"],
    ["one of a strange form", "sha256:abc"],
  ])("is that of its bytes where the registry names %s", async (_, header) => {
    await open(sending(bytes, { ...index, "docker-content-digest": header }));
    expect(await getManifest(registry, app, v1)).toMatchObject({ digest });
  });

  test("must be that of its bytes where it was asked for by it, whatever the registry says", async () => {
    await open(sending(bytes, { ...index, "docker-content-digest": wrong }));
    await expect(getManifest(registry, app, wrong)).rejects.toMatchObject({
      code: "DIGEST_MISMATCH",
      params: { wanted: wrong, got: digest },
    });
    expect(await getManifest(registry, app, digest)).toMatchObject({ digest });
  });

  test("must be that of its bytes where the registry names one", async () => {
    await open(sending(bytes, { ...index, "docker-content-digest": wrong }));
    await expect(getManifest(registry, app, v1)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  });

  test("of SHA-512 is checked by it", async () => {
    await open(sending(bytes, index));
    const long = digestOfBytes(bytes, "sha512");
    expect(await getManifest(registry, app, long)).toMatchObject({ digest: long });
    const other = parseDigest(`sha512:${"0".repeat(128)}`);
    await expect(getManifest(registry, app, other)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  });

  test("is taken from the registry where it has it for what was just written", async () => {
    await open((_, answer, request) => {
      request.resume();
      answer.writeHead(201, { "docker-content-digest": digest }).end();
    });
    expect(await putManifest(registry, app, v1, bytes, mediaTypes.ociIndex)).toEqual({ digest });
    expect(server.asked[0]?.headers["content-type"]).toBe(mediaTypes.ociIndex);
  });
});

describe("a manifest of another kind", () => {
  test("is asked for as it is, with every kind there is", async () => {
    await open(sending(bytes, index));
    await getManifest(registry, app, v1);
    for (const kind of [
      "oci.image.index.v1",
      "manifest.list.v2",
      "oci.image.manifest.v1",
      "manifest.v2",
      "v1+prettyjws",
    ]) {
      expect(server.asked[0]?.headers.accept).toContain(kind);
    }
  });

  test.each([
    ["a type that nobody knows", "application/vnd.example.v9+json", '{"a":1}'],
    ["no JSON", "application/octet-stream", "\u0000\u0001"],
    ["an old schema that is broken", mediaTypes.dockerSchema1, "{}"],
  ])("that is %s is given as it is, and still checked", async (_, type, text) => {
    const content = Buffer.from(text);
    await open(sending(content, { "content-type": `${type}; charset=utf-8` }));
    const got = await getManifest(registry, app, digestOfBytes(content));
    expect(got).toMatchObject({ mediaType: type, manifest: { kind: "unknown" } });
    expect(Buffer.from(got.bytes)).toEqual(content);
    await expect(getManifest(registry, app, wrong)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  });

  test("without a type is read by its shape", async () => {
    await open(sending(bytes, {}));
    expect(await getManifest(registry, app, v1)).toMatchObject({ manifest: { kind: "index" } });
  });

  test("larger than 4 MiB is not read", async () => {
    await open(sending(Buffer.alloc(manifestLimit + 1, " "), index));
    await expect(getManifest(registry, app, v1)).rejects.toMatchObject({
      code: "TOO_LARGE",
      message: "the tag v1 of app at Fake is larger than 4 MiB and is not read.",
    });
  });

  test("of exactly 4 MiB is read", async () => {
    const content = Buffer.alloc(manifestLimit, " ");
    await open(sending(content, index));
    expect((await getManifest(registry, app, digestOfBytes(content))).bytes).toHaveLength(manifestLimit);
  });
});

describe("Docker's schema 1", () => {
  const document = Buffer.from(
    JSON.stringify(
      {
        schemaVersion: 1,
        name: "app",
        tag: "v1",
        architecture: "amd64",
        fsLayers: [{ blobSum: wrong }],
        history: [{ v1Compatibility: "{}" }],
      },
      undefined,
      3,
    ),
  );

  /** Puts a signature into a document where Docker does; nobody checks what it says of who signed. */
  function sign(content: Buffer): Buffer {
    const formatLength = content.byteLength - 2;
    const formatTail = content.subarray(formatLength).toString("base64url");
    const protection = Buffer.from(JSON.stringify({ formatLength, formatTail })).toString("base64url");
    const signatures = JSON.stringify([{ header: { alg: "ES256" }, signature: "x", protected: protection }]);
    return Buffer.concat([
      content.subarray(0, formatLength),
      Buffer.from(`,\n   "signatures": ${signatures}\n}`),
    ]);
  }
  const signed = sign(document);
  const type = { "content-type": mediaTypes.dockerSchema1Signed };

  test("is read with its signatures, under the digest of what is signed", async () => {
    await open(sending(signed, { ...type, "docker-content-digest": digestOfBytes(document) }));
    for (const reference of [v1, digestOfBytes(document)]) {
      const got = await getManifest(registry, app, reference);
      expect(got).toMatchObject({
        digest: digestOfBytes(document),
        manifest: { kind: "schema1", tag: "v1" },
      });
      expect(Buffer.from(got.bytes)).toEqual(signed);
    }
  });

  test("is read under the digest of all its bytes too, by which some registries keep it", async () => {
    await open(sending(signed, type));
    expect(await getManifest(registry, app, digestOfBytes(signed))).toMatchObject({
      digest: digestOfBytes(signed),
    });
  });

  test("has the digest of what is signed where the registry names none", async () => {
    await open(sending(signed, type));
    expect(await getManifest(registry, app, v1)).toMatchObject({ digest: digestOfBytes(document) });
  });

  test("without signatures has the digest of its bytes", async () => {
    await open(sending(document, { "content-type": mediaTypes.dockerSchema1 }));
    expect(await getManifest(registry, app, digestOfBytes(document))).toMatchObject({
      manifest: { kind: "schema1" },
    });
  });

  test("is no way around the check: other bytes are refused", async () => {
    const other = sign(Buffer.from(document.toString().replace("amd64", "arm64")));
    for (const content of [other, document]) {
      await open(sending(content, type));
      await expect(getManifest(registry, app, wrong)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
      await registry.close();
      await server.stop();
    }
    await open(sending(other, { ...type, "docker-content-digest": digestOfBytes(document) }));
    await expect(getManifest(registry, app, v1)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  });
});
