import { expect, test } from "vitest";
import type { Digest } from "#lib/oci/digest.ts";
import { chooseEntry } from "./choose-entry.ts";
import type { IndexEntry } from "./types.ts";

function entry(
  label: string,
  options: { key?: string; attests?: boolean; image?: boolean } = {},
): IndexEntry {
  const digest = `sha256:${"0".repeat(64)}` as Digest;
  const [os = "", architecture = ""] = label.split("/");
  return {
    descriptor: { mediaType: "", digest, size: 1 },
    platform: options.image === false ? null : { os, architecture },
    label,
    key: options.key ?? label,
    attests: options.attests === true ? digest : null,
    size: null,
  };
}

const images = [entry("linux/arm64/v8"), entry("linux/amd64"), entry("unknown/unknown", { attests: true })];

test("chooses the platform asked for", () => {
  expect(chooseEntry(images, "linux/arm64/v8")).toMatchObject({
    entry: { label: "linux/arm64/v8" },
    found: true,
  });
});

test("finds a variant of the architecture asked for", () => {
  expect(chooseEntry(images, "linux/arm64")).toMatchObject({
    entry: { label: "linux/arm64/v8" },
    found: true,
  });
});

test("shows linux/amd64 where nothing is asked for, or something that is not there, and says so", () => {
  expect(chooseEntry(images, undefined)).toMatchObject({ entry: { label: "linux/amd64" }, found: true });
  expect(chooseEntry(images, "")).toMatchObject({ entry: { label: "linux/amd64" }, found: true });
  expect(chooseEntry(images, "linux/s390x")).toMatchObject({ entry: { label: "linux/amd64" }, found: false });
  expect(chooseEntry(images, "linux/a")).toMatchObject({ entry: { label: "linux/amd64" }, found: false });
});

test("never shows an attestation in place of an image", () => {
  const only = [entry("unknown/unknown", { attests: true }), entry("windows/amd64 (10.0.1)")];
  expect(chooseEntry(only, undefined)?.entry.label).toBe("windows/amd64 (10.0.1)");
  expect(chooseEntry(only, "windows/amd64")).toMatchObject({ found: true });
});

test("shows the first entry of an index without platforms, and nothing of an empty one", () => {
  expect(chooseEntry([entry("application/a", { image: false })], undefined)?.entry.label).toBe(
    "application/a",
  );
  expect(chooseEntry([], "linux/amd64")).toBeUndefined();
});

test("tells entries with one and the same platform apart by their digests", () => {
  const twins = [entry("linux/amd64", { key: "sha256:1" }), entry("linux/amd64", { key: "sha256:2" })];
  expect(chooseEntry(twins, "sha256:2")).toMatchObject({ entry: { key: "sha256:2" }, found: true });
});
