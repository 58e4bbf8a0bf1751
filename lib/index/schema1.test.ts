import { expect, test } from "vitest";
import { readManifest } from "#lib/oci/manifest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import { readSchema1 } from "./schema1.ts";

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

function schema1(history: readonly unknown[]) {
  const document = {
    schemaVersion: 1,
    name: "library/hello",
    tag: "old",
    architecture: "amd64",
    fsLayers: [{ blobSum: digest("c") }, { blobSum: digest("a") }, { blobSum: digest("b") }],
    history: history.map((step) => ({
      v1Compatibility: typeof step === "string" ? step : JSON.stringify(step),
    })),
  };
  const manifest = readManifest(
    new TextEncoder().encode(JSON.stringify(document)),
    mediaTypes.dockerSchema1Signed,
  );
  if (manifest.kind !== "schema1") throw new Error(`read as ${manifest.kind}`);
  return readSchema1(manifest);
}

test("lists layers from the base up, each with the step that made it", () => {
  const detail = schema1([
    {
      created: "2015-03-02T00:00:00Z",
      throwaway: true,
      os: "linux",
      config: { Cmd: ["/hello"], Env: ["A=1"] },
      container_config: { Cmd: ["/bin/sh", "-c", '#(nop) CMD ["/hello"]'] },
    },
    { created: "2015-03-01T00:00:00Z", container_config: { Cmd: ["/bin/sh", "-c", "make"] } },
    { container_config: { Cmd: null } },
  ]);
  expect(detail.layers).toEqual([
    { digest: digest("b"), text: "", created: null, throwaway: false },
    { digest: digest("a"), text: "RUN make", created: "2015-03-01T00:00:00Z", throwaway: false },
    {
      digest: digest("c"),
      text: 'CMD ["/hello"]',
      created: "2015-03-02T00:00:00Z",
      throwaway: true,
    },
  ]);
  expect(detail).toMatchObject({ name: "library/hello", tag: "old", platform: "linux/amd64", signed: true });
  expect(detail.config?.config).toMatchObject({ Cmd: ["/hello"], Env: ["A=1"] });
});

test("keeps the layers where the history cannot be read", () => {
  const detail = schema1(["not JSON"]);
  expect(detail.layers.map((layer) => layer.digest)).toEqual([digest("b"), digest("a"), digest("c")]);
  expect(detail.config).toBeNull();
});
