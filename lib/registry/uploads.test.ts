import { afterEach, expect, test } from "vitest";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import { openRegistry, type Registry } from "./open.ts";
import { type ScriptedServer, startScriptedServer } from "./test-server.ts";
import { uploadBlob } from "./uploads.ts";

const app = parseRepositoryName("app");
let server: ScriptedServer;
let registry: Registry;
afterEach(async () => {
  await registry.close();
  await server.stop();
});

/** A registry below `path` that begins uploads at what `location` makes of its own address. */
async function open(path: string, location: (url: string) => string | undefined): Promise<void> {
  server = await startScriptedServer(({ method }, answer, request) => {
    request.resume();
    if (method === "HEAD") answer.writeHead(404).end();
    else if (method === "PUT") answer.writeHead(201).end();
    else {
      const to = location(server.url);
      answer.writeHead(202, to === undefined ? {} : { location: to }).end();
    }
  });
  registry = openRegistry(server.endpoint({ url: `${server.url}${path}` }));
}
const upload = () => uploadBlob(registry, app, Buffer.from("x"));
const puts = () =>
  server.asked.filter(({ method }) => method === "PUT").map(({ url }) => url.split("sha256")[0]);

test.each<[string, string, (url: string) => string]>([
  ["", "with a query of its own", (url) => `${url}/v2/app/blobs/uploads/1?_state=a%3D`],
  ["", "as a path", () => "/v2/app/blobs/uploads/1?_state=a%3D"],
  ["", "relative to where the upload began", () => "1?_state=a%3D"],
  [
    "",
    "with another scheme and port, as behind a proxy",
    () => "https://127.0.0.1/v2/app/blobs/uploads/1?_state=a%3D",
  ],
  ["/hub", "below its own path", (url) => `${url}/hub/v2/app/blobs/uploads/1?_state=a%3D`],
  [
    "/hub",
    "without its path, as behind a proxy that takes it off",
    () => "/v2/app/blobs/uploads/1?_state=a%3D",
  ],
])("an upload at %j goes on where the registry says %s", async (path, _, location) => {
  await open(path, location);
  await upload();
  expect(puts()).toEqual([`${path}/v2/app/blobs/uploads/1?_state=a%3D&digest=`]);
});

test("an upload address without a query gets one with the digest", async () => {
  await open("", () => "/v2/app/blobs/uploads/1");
  await upload();
  expect(puts()).toEqual(["/v2/app/blobs/uploads/1?digest="]);
});

test.each([
  ["nowhere", undefined],
  ["another server", "http://evil.example/v2/app/blobs/uploads/1"],
  ["another server without a scheme", "//evil.example/v2/app/blobs/uploads/1"],
  ["outside of its API", "/v2/../admin"],
  ["what is no address", "http://["],
])("an upload that is to go on at %s is sent nowhere", async (_, location) => {
  await open("", () => location);
  await expect(upload()).rejects.toMatchObject({
    code: "BAD_RESPONSE",
    message: expect.stringContaining("which is not this registry"),
  });
  expect(puts()).toEqual([]);
});
