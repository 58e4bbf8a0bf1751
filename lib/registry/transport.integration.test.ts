import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningRegistry, startRegistry } from "#e2e/registry/start-registry.ts";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import { openBlob, readBlob } from "./blobs.ts";
import type { RegistryEndpoint } from "./endpoint.ts";
import { openRegistry, type Registry } from "./open.ts";
import { ping } from "./ping.ts";
import { startScriptedServer } from "./test-server.ts";
import { uploadBlob } from "./uploads.ts";

let plain: RunningRegistry;
let tls: RunningRegistry;
let other: RunningRegistry;
const opened: Registry[] = [];

beforeAll(async () => {
  [plain, tls, other] = await Promise.all([
    startRegistry(),
    startRegistry({ tls: true }),
    startRegistry({ tls: true }),
  ]);
});
afterAll(async () => {
  await Promise.all(opened.map((registry) => registry.close()));
  await Promise.all([plain.stop(), tls.stop(), other.stop()]);
});

function open(endpoint: Partial<RegistryEndpoint> & Pick<RegistryEndpoint, "url">): Registry {
  const registry = openRegistry({
    slug: "a",
    name: "A",
    plainHttp: false,
    skipTlsVerify: false,
    ...endpoint,
  });
  opened.push(registry);
  return registry;
}

describe("trust is a registry's own", () => {
  test("a CA that one registry has is not taken for another", async () => {
    const { ca = "" } = tls;
    expect((await ping(open({ url: tls.url, ca }))).authentication).toBe("none");
    for (const registry of [open({ url: tls.url }), open({ url: other.url, ca })]) {
      await expect(ping(registry)).rejects.toMatchObject({ code: "TLS_SELF_SIGNED" });
    }
  });

  test("verification that is skipped for one registry is not skipped for another at the same address", async () => {
    const careless = open({ url: tls.url, skipTlsVerify: true });
    expect((await ping(careless)).authentication).toBe("none");
    await expect(ping(open({ url: tls.url }))).rejects.toMatchObject({
      code: "TLS_SELF_SIGNED",
      message: expect.stringContaining("Give its CA in the registry’s settings"),
    });
    expect((await ping(careless)).authentication).toBe("none");
  });

  test("a CA does not make a certificate good for another name", async () => {
    const { cert, private: key } = await generate([{ name: "commonName", value: "registry.example" }], {
      extensions: [
        { name: "basicConstraints", cA: true },
        { name: "subjectAltName", altNames: [{ type: 2, value: "registry.example" }] },
      ],
    });
    const server = createServer({ cert, key }, (_, answer) => void answer.end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(ping(open({ url, ca: cert }))).rejects.toMatchObject({ code: "TLS_WRONG_HOST" });
    expect((await ping(open({ url, skipTlsVerify: true }))).authentication).toBe("none");
    server.close();
    server.closeAllConnections();
  });
});

describe("plain HTTP", () => {
  test("is refused where a registry is not set to it, before anything is sent", async () => {
    const server = await startScriptedServer((_, answer) => void answer.end());
    const credentials = { username: "ops", password: "secret" };
    const registry = open({ url: server.url, credentials });
    await expect(ping(registry)).rejects.toMatchObject({ code: "PLAIN_HTTP_FORBIDDEN" });
    expect(server.asked).toEqual([]);
    await server.stop();
  });

  test("is spoken where a registry is set to it", async () => {
    expect(await ping(open({ url: plain.url, plainHttp: true }))).toMatchObject({
      apiVersion: "registry/2.0",
    });
  });
});

test("many requests at once are answered over kept connections", async () => {
  const registry = open({ url: plain.url, plainHttp: true });
  const app = parseRepositoryName("app");
  const digest = await uploadBlob(registry, app, Buffer.from("small"));
  const read = Array.from({ length: 300 }, () => readBlob(registry, app, digest, { limit: 100 }));
  expect((await Promise.all(read)).every((bytes) => Buffer.from(bytes).toString() === "small")).toBe(true);
});

test("blobs that are opened and left at once hold no connection", async () => {
  const registry = open({ url: plain.url, plainHttp: true });
  const app = parseRepositoryName("app");
  const digest = await uploadBlob(registry, app, Buffer.alloc(4_000_000, "large"));
  // More than a registry's connections, so that one that was held would be missed.
  for (let count = 0; count < 200; count += 1) {
    const { stream } = await openBlob(registry, app, digest);
    await stream.return();
  }
  expect(await readBlob(registry, app, digest, { limit: 4_000_000 })).toHaveLength(4_000_000);
});
