import { createHash, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { type Digest, digestEncoded, parseDigest } from "#lib/oci/digest.ts";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import { type ByteRange, headBlob, openBlob, readBlob } from "./blobs.ts";
import { openRegistry, type Registry } from "./open.ts";
import { uploadBlob } from "./uploads.ts";

const app = parseRepositoryName("team/app");
const content = randomBytes(3_000_000);
const limit = 10_000_000;
let server: RunningRegistry;
let registry: Registry;
let digest: Digest;

beforeAll(async () => {
  server = await startRegistry();
  registry = openRegistry(server.endpoint());
  digest = await uploadBlob(registry, app, content);
});
afterAll(async () => {
  await registry.close();
  await server.stop();
});

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test("a blob arrives whole, with its size", async () => {
  expect(await headBlob(registry, app, digest)).toEqual({ size: content.byteLength });
  const blob = await openBlob(registry, app, digest);
  expect(blob).toMatchObject({ size: content.byteLength, totalSize: undefined, partial: false });
  expect((await readAll(blob.stream)).equals(content)).toBe(true);
});

describe("a range of a blob", () => {
  test.each<ByteRange>([
    { first: 0, last: 0 },
    { first: 5, last: 104 },
    { first: 2_999_990 },
    { first: 2_999_990, last: 9_999_999 },
  ])("%j arrives with the size of the whole", async (range) => {
    const expected = content.subarray(range.first, (range.last ?? content.byteLength) + 1);
    const blob = await openBlob(registry, app, digest, { range });
    expect(blob).toMatchObject({ size: expected.byteLength, totalSize: content.byteLength, partial: true });
    expect((await readAll(blob.stream)).equals(expected)).toBe(true);
  });

  test("beyond its end is an error", async () => {
    await expect(openBlob(registry, app, digest, { range: { first: 3_000_000 } })).rejects.toMatchObject({
      status: 416,
    });
  });
});

test("a blob that is not there is told as unknown, in the registry's words", async () => {
  const nothing = parseDigest(`sha256:${"0".repeat(64)}`);
  expect(await headBlob(registry, app, nothing)).toBeUndefined();
  await expect(openBlob(registry, app, nothing)).rejects.toMatchObject({
    code: "BLOB_UNKNOWN",
    status: 404,
    message: `Test does not have the blob ${nothing} of team/app. It says: “blob unknown to registry”.`,
  });
});

test("a blob that was damaged in the registry's storage is not taken for what it was", async () => {
  const whole = Buffer.from("this was written to a disk");
  const damaged = await uploadBlob(registry, app, whole);
  const hex = digestEncoded(damaged);
  const path = join("docker/registry/v2/blobs/sha256", hex.slice(0, 2), hex, "data");
  await writeFile(join(server.dataDir, path), whole.toString().replace("disk", "dusk"));
  const got = createHash("sha256").update("this was written to a dusk").digest("hex");
  await expect(readBlob(registry, app, damaged, { limit })).rejects.toMatchObject({
    code: "DIGEST_MISMATCH",
    params: { wanted: damaged, got: `sha256:${got}` },
  });
});
