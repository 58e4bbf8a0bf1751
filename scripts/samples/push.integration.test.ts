import { expect, test } from "vitest";
import { startRegistry } from "#e2e/registry/start-registry.ts";
import { parseRepositoryName, parseTag } from "#lib/oci/reference.ts";
import { openRegistry, type Registry } from "#lib/registry/open.ts";
import { buildImage } from "./image.ts";
import { buildLayer, file } from "./layer.ts";
import { type BlobPlaces, pushImage } from "./push.ts";

test("a layer that several images share is sent once, though they are pushed at the same time", async () => {
  const server = await startRegistry();
  const registry = openRegistry(server.endpoint({ slug: "push" }));
  const shared = await buildLayer([file("shared", "by all of them")]);
  const sent: string[] = [];
  const watched: Registry = {
    ...registry,
    request: (asked) => {
      if (asked.method === "POST") sent.push(asked.path.includes("mount=") ? "mounted" : "uploaded");
      return registry.request(asked);
    },
  };
  const places: BlobPlaces = new Map();
  const push = (repository: string, tag: string) =>
    pushImage(
      watched,
      parseRepositoryName(repository),
      [parseTag(tag)],
      buildImage({ layers: [shared] }),
      places,
    );
  try {
    await Promise.all([push("a/app", "1"), push("a/app", "2"), push("b/app", "1"), push("b/app", "2")]);
    // The layer and the config, each once here and once there.
    expect(sent.toSorted()).toEqual(["mounted", "mounted", "uploaded", "uploaded"]);
  } finally {
    await registry.close();
    await server.stop();
  }
});
