import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import { storeContents } from "../contents.ts";
import { forgetRepositories } from "../repository-rows.ts";
import { fillSearch } from "./fill.ts";
import {
  digestOf,
  found,
  image,
  label,
  manifest,
  openTestIndex,
  type TestIndex,
  tag,
} from "./test-search-index.ts";

const repo = parseRepositoryName;

let index: TestIndex;
beforeEach(() => {
  index = openTestIndex();
});
afterEach(() => index.db.destroy());

describe("what an older version has read", () => {
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

  test("is filled in from the bytes that were kept, also for an index that holds it", async () => {
    const summary = await manifest(index, "image", { layers: ["layer"] }, false);
    const config = {
      os: "linux",
      architecture: "amd64",
      config: { Env: ["TOKEN=secret"], Labels: { team: "ada" } },
    };
    const descriptor = (name: string, mediaType: string) => ({ mediaType, digest: digestOf(name), size: 1 });
    const ociConfig = "application/vnd.oci.image.config.v1+json";
    const ociManifest = "application/vnd.oci.image.manifest.v1+json";
    const document = {
      schemaVersion: 2,
      mediaType: ociManifest,
      config: descriptor("image config", ociConfig),
      layers: [descriptor("layer", "application/vnd.oci.image.layer.v1.tar")],
      annotations: { "org.opencontainers.image.base.name": "debian:12" },
    };
    await storeContents(index.db, [
      { digest: digestOf("image config"), mediaType: ociConfig, bytes: bytes(config) },
      { digest: digestOf("image"), mediaType: ociManifest, bytes: bytes(document) },
    ]);
    await tag(index, "a:one", "image", summary);
    // Read by today's version, when its platform was known from before.
    await tag(index, "a:index", "index", await manifest(index, "index", { children: ["image"] }));
    await index.db.deleteFrom("index_search_names").execute();
    expect(await found(index, "label:team")).toEqual([]);
    await fillSearch(index.db);
    for (const text of ["label:team=ada", "env:TOKEN", "base:debian:12", "arch:amd64"])
      expect(await found(index, text), text).toEqual(["a:index", "a:one"]);
    expect(await found(index, "one")).toEqual(["a:one"]);
    expect(await found(index, "secret")).toEqual([]);
  });

  test("names that nothing has any more are forgotten", async () => {
    await tag(index, "a:gone", "image");
    await tag(index, "b:kept", "image");
    await forgetRepositories(index.db, "prod", [repo("a")]);
    await fillSearch(index.db);
    const names = await index.db
      .selectFrom("index_search_names")
      .select("name")
      .distinct()
      .orderBy("name")
      .execute();
    expect(names.map(({ name }) => name)).toEqual(["b", "kept"]);
  });

  test("places where something was said are forgotten with their repository", async () => {
    await image(index, "a:gone", { facts: [label("team", "ada")] });
    await image(index, "b:kept", { facts: [label("team", "ada")] });
    await forgetRepositories(index.db, "prod", [repo("a")]);
    await fillSearch(index.db);
    const places = await index.db.selectFrom("index_search_places").select("repository").distinct().execute();
    expect(places).toEqual([{ repository: "b" }]);
    for (const table of ["index_search_tag_places", "index_search_spans"] as const) {
      const left = await index.db.selectFrom(table).select("repository").distinct().execute();
      expect(left, table).toEqual([{ repository: "b" }]);
    }
  });
});
