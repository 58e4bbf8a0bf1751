import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { parseDigest } from "#lib/oci/digest.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { buildImage } from "#scripts/samples/image.ts";
import { buildLayer, file } from "#scripts/samples/layer.ts";
import { pushImage } from "#scripts/samples/push.ts";
import { headBlob, readBlob } from "./blobs.ts";
import { digestOfBytes } from "./content-digest.ts";
import { openRegistry, type Registry } from "./open.ts";
import { startTokenServer, type TokenServer } from "./test-token-server.ts";
import { mountBlob, uploadBlob } from "./uploads.ts";

const run = promisify(execFile);
const limit = 1 << 20;
const app = parseRepositoryName("team/app");
const other = parseRepositoryName("other");

describe("a blob", () => {
  let server: RunningRegistry;
  let registry: Registry;
  beforeAll(async () => {
    server = await startRegistry();
    registry = openRegistry(server.endpoint());
  });
  afterAll(async () => {
    await registry.close();
    await server.stop();
  });

  /** distribution 2.8.2 keeps an empty folder of a cancelled upload, but not when it began. */
  async function uploadsUnderWay(repository: string): Promise<string[]> {
    const folder = join(server.dataDir, "docker/registry/v2/repositories", repository, "_uploads");
    return (await readdir(folder, { recursive: true })).filter((path) => path.endsWith("/startedat"));
  }

  test("is uploaded from memory, and found and read again", async () => {
    const bytes = Buffer.from("from memory");
    const digest = await uploadBlob(registry, app, bytes);
    expect(digest).toBe(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
    expect(await headBlob(registry, app, digest)).toEqual({ size: bytes.byteLength });
    expect(Buffer.from(await readBlob(registry, app, digest, { limit }))).toEqual(bytes);
  });

  test("is uploaded empty", async () => {
    const digest = await uploadBlob(registry, app, new Uint8Array());
    expect(await readBlob(registry, app, digest, { limit })).toHaveLength(0);
  });

  test("is uploaded from a stream, and not opened again where it is there already", async () => {
    const bytes = Buffer.alloc(300_000, "stream ");
    let opened = 0;
    const content = {
      digest: digestOfBytes(bytes),
      size: bytes.byteLength,
      async *open() {
        opened += 1;
        for (let at = 0; at < bytes.byteLength; at += 7_000) yield bytes.subarray(at, at + 7_000);
      },
    };
    await uploadBlob(registry, app, content);
    await uploadBlob(registry, app, content);
    expect(opened).toBe(1);
    expect(Buffer.from(await readBlob(registry, app, content.digest, { limit }))).toEqual(bytes);
  });

  test("that is not what its digest names is refused by the registry, in its words", async () => {
    const digest = parseDigest(`sha256:${"0".repeat(64)}`);
    const content = {
      digest,
      size: 5,
      async *open() {
        yield Buffer.from("other");
      },
    };
    await expect(uploadBlob(registry, app, content)).rejects.toMatchObject({
      code: "DIGEST_INVALID",
      status: 400,
      message: expect.stringContaining("an upload to team/app"),
    });
    expect(await headBlob(registry, app, digest)).toBeUndefined();
  });

  test("is mounted from another repository without its bytes crossing the wire", async () => {
    const digest = await uploadBlob(registry, app, Buffer.from("to be mounted"));
    expect(await headBlob(registry, other, digest)).toBeUndefined();
    expect(await mountBlob(registry, other, digest, app)).toBe(true);
    expect(Buffer.from(await readBlob(registry, other, digest, { limit })).toString()).toBe("to be mounted");
  });

  test("that is not there to be mounted leaves no upload behind", async () => {
    const repository = parseRepositoryName("nothing-mounted");
    const digest = parseDigest(`sha256:${"1".repeat(64)}`);
    expect(await mountBlob(registry, repository, digest, app)).toBe(false);
    expect(await uploadsUnderWay(repository)).toEqual([]);
  });

  test("is one of an image that skopeo reads, when all of it was pushed", async () => {
    const image = buildImage({ layers: [await buildLayer([file("who", "uploads")])] });
    await pushImage(registry, app, [parseTag("v1")], image);
    const { stdout } = await run("skopeo", [
      "inspect",
      "--tls-verify=false",
      "--override-os=linux",
      "--override-arch=amd64",
      `docker://${server.host}/team/app:v1`,
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ Digest: image.content.digest, Architecture: "amd64" });
  });
});

describe("mounting with an account that may not do everything", () => {
  let tokens: TokenServer;
  let server: RunningRegistry;
  const opened: Registry[] = [];
  const account = { username: "ops", password: "secret" };
  beforeAll(async () => {
    tokens = await startTokenServer({ ...account, grant: (_, actions) => actions });
    server = await startRegistry({ token: tokens.settings });
  });
  afterAll(async () => {
    await Promise.all(opened.map((registry) => registry.close()));
    await Promise.all([server.stop(), tokens.stop()]);
  });

  /** A registry whose tokens are not yet fetched, so that a new policy counts. */
  function open(): Registry {
    const registry = openRegistry(server.endpoint({ credentials: account }));
    opened.push(registry);
    return registry;
  }

  test("is told as not done where the other repository may not be read", async () => {
    const digest = await uploadBlob(open(), other, Buffer.from("closed"));
    tokens.policy = { ...account, grant: (name, actions) => (name === "other" ? [] : actions) };
    expect(await mountBlob(open(), app, digest, other)).toBe(false);
  });

  test("is told as not done where nothing was there, although the opened upload may not be cancelled", async () => {
    tokens.policy = {
      ...account,
      grant: (_, actions) => actions.filter((action) => action !== "delete"),
    };
    const nothing = parseDigest(`sha256:${"1".repeat(64)}`);
    expect(await mountBlob(open(), app, nothing, other)).toBe(false);
  });

  test("fails where the repository itself may not be written", async () => {
    tokens.policy = {
      ...account,
      grant: (_, actions) => actions.filter((action) => action === "pull"),
    };
    const registry = open();
    await expect(uploadBlob(registry, app, Buffer.from("forbidden"))).rejects.toMatchObject({
      code: "DENIED",
    });
  });
});
