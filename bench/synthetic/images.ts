import type { ManifestFacts } from "#lib/index/manifest-facts.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { digestOf, type Random } from "./random.ts";

/** When the newest image was made, in milliseconds since 1970. */
export const newestDate = Date.UTC(2026, 0, 1);

/** A manifest as if it had been read. */
export interface SyntheticManifest {
  readonly digest: Digest;
  readonly facts: ManifestFacts;
}

const helmConfig = "application/vnd.cncf.helm.config.v1+json";

const bases = [
  "alpine:3.20",
  "debian:12",
  "ubuntu:24.04",
  "distroless/static:nonroot",
  "node:22",
  "python:3.13",
  "golang:1.24",
  "eclipse-temurin:21",
] as const;

type Blob = ManifestFacts["blobs"][number];

const layer = (name: string, size: number) => ({ digest: digestOf(name), size });

/** Blobs at their positions, the config first. */
const placed = (blobs: readonly { readonly digest: Digest; readonly size: number }[]): Blob[] =>
  blobs.map((blob, index) => ({ ...blob, position: index - 1 }));

const sum = (blobs: readonly Blob[]) => blobs.reduce((total, { size }) => total + size, 0);

/** Makes the images of a repository: they share a base and the team's layers, and each has one of its own. */
export function imagesOf(repository: RepositoryName, random: Random) {
  const base = random.pick(bases);
  const charts = random.chance(5);
  const multiPlatform = random.chance(30);

  const image = (number: number, created: string, architecture: string): SyntheticManifest => {
    const name = `${repository} ${number} ${architecture}`;
    const blobs = placed([
      layer(`config ${name}`, 3_000 + random.below(4_000)),
      // A base is rebuilt now and then, and then all that is built on it.
      layer(`base ${base} ${architecture} ${Math.floor(number / 500)}`, 30_000_000),
      layer(`tools ${base} ${architecture} ${Math.floor(number / 500)}`, 12_000_000),
      layer(
        `dependencies ${repository} ${architecture} ${Math.floor(number / 25)}`,
        5_000_000 + random.below(80_000_000),
      ),
      layer(`application ${name}`, 100_000 + random.below(9_000_000)),
    ]);
    return {
      digest: digestOf(`manifest ${name}`),
      facts: {
        summary: {
          kind: "manifest",
          mediaType: mediaTypes.ociManifest,
          artifactType: null,
          platforms: [`linux/${architecture}`],
          size: sum(blobs),
          created,
        },
        blobs,
        children: [],
        subject: null,
        complete: true,
      },
    };
  };

  const chart = (number: number, created: string): SyntheticManifest => {
    const blobs = placed([
      layer(`chart config ${repository} ${number}`, 600),
      layer(`chart ${repository} ${number}`, 20_000 + random.below(40_000)),
    ]);
    return {
      digest: digestOf(`chart manifest ${repository} ${number}`),
      facts: {
        summary: {
          kind: "manifest",
          mediaType: mediaTypes.ociManifest,
          artifactType: helmConfig,
          platforms: [],
          size: sum(blobs),
          created,
        },
        blobs,
        children: [],
        subject: null,
        complete: true,
      },
    };
  };

  const index = (
    number: number,
    created: string,
    platforms: readonly SyntheticManifest[],
  ): SyntheticManifest => ({
    digest: digestOf(`index ${repository} ${number}`),
    facts: {
      summary: {
        kind: "index",
        mediaType: mediaTypes.ociIndex,
        artifactType: null,
        platforms: platforms.flatMap(({ facts }) => facts.summary.platforms),
        size: platforms.reduce((total, { facts }) => total + sum(facts.blobs), 0),
        created,
      },
      blobs: [],
      children: platforms.map(({ digest }) => digest),
      subject: null,
      complete: true,
    },
  });

  /** What is behind the tag `number` of `count`; the dates are spread over six years. */
  return (number: number, count: number): { root: SyntheticManifest; manifests: SyntheticManifest[] } => {
    const created = new Date(
      newestDate - Math.floor((number / count) * 6 * 365 * 86_400_000) - random.below(86_400_000),
    ).toISOString();
    if (charts) {
      const root = chart(number, created);
      return { root, manifests: [root] };
    }
    if (!multiPlatform) {
      const root = image(number, created, random.chance(85) ? "amd64" : "arm64");
      return { root, manifests: [root] };
    }
    const platforms = [image(number, created, "amd64"), image(number, created, "arm64")];
    const root = index(number, created, platforms);
    return { root, manifests: [...platforms, root] };
  };
}
