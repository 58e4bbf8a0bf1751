import type { ManifestFacts } from "#lib/index/manifest-facts.ts";
import type { SearchFact } from "#lib/index/search/facts.ts";
import type { ManifestSummary } from "#lib/index/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { digestOf, type Random } from "./random.ts";
import { saidByChart, saidByImage, saidByIndex } from "./said.ts";

/** When the newest image was made, in milliseconds since 1970. */
export const newestDate = Date.UTC(2026, 0, 1);

/** Over how long the images of a repository are spread, in milliseconds: six years. */
const age = 6 * 365 * 86_400_000;

/** A manifest as if it had been read. */
export interface SyntheticManifest {
  readonly digest: Digest;
  readonly facts: ManifestFacts;
  readonly searchFacts: readonly SearchFact[];
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

function factsOf(
  summary: Pick<ManifestSummary, "artifactType" | "platforms" | "created">,
  blobs: readonly Blob[],
): ManifestFacts {
  return {
    summary: { kind: "manifest", mediaType: mediaTypes.ociManifest, size: sum(blobs), ...summary },
    blobs,
    children: [],
    subject: null,
    complete: true,
  };
}

/** Makes the images of a repository: they share a base and the team's layers, and each has one of its own. */
export function imagesOf(repository: RepositoryName, random: Random) {
  const base = random.pick(bases);
  const charts = random.chance(5);

  const image = (number: number, created: string, architecture: string): SyntheticManifest => {
    const name = `${repository} ${number} ${architecture}`;
    // A base is rebuilt now and then, and then all that is built on it.
    const built = `${base} ${architecture} ${Math.floor(number / 500)}`;
    const blobs = placed([
      layer(`config ${name}`, 3_000 + random.below(4_000)),
      layer(`base ${built}`, 30_000_000),
      layer(`tools ${built}`, 12_000_000),
      layer(`libraries ${repository} ${architecture} ${Math.floor(number / 25)}`, 5_000_000 + number),
      layer(`application ${name}`, 100_000 + random.below(9_000_000)),
    ]);
    const platforms = [`linux/${architecture}`];
    return {
      digest: digestOf(`manifest ${name}`),
      facts: factsOf({ artifactType: null, platforms, created }, blobs),
      searchFacts: saidByImage({ repository, number, base, created, platforms }, random),
    };
  };

  const chart = (number: number, created: string): SyntheticManifest => {
    const name = `${repository} ${number}`;
    const blobs = placed([
      layer(`chart config ${name}`, 600),
      layer(`chart ${name}`, 20_000 + random.below(40_000)),
    ]);
    return {
      digest: digestOf(`chart manifest ${name}`),
      facts: factsOf({ artifactType: helmConfig, platforms: [], created }, blobs),
      searchFacts: saidByChart(repository, number),
    };
  };

  const index = (number: number, created: string, below: readonly SyntheticManifest[]): SyntheticManifest => {
    const platforms = below.flatMap(({ facts }) => facts.summary.platforms);
    return {
      digest: digestOf(`index ${repository} ${number}`),
      facts: {
        summary: {
          kind: "index",
          mediaType: mediaTypes.ociIndex,
          artifactType: null,
          platforms,
          size: below.reduce((total, { facts }) => total + sum(facts.blobs), 0),
          created,
        },
        blobs: [],
        children: below.map(({ digest }) => digest),
        subject: null,
        complete: true,
      },
      searchFacts: saidByIndex(platforms),
    };
  };

  /** What is behind the tag `number` of `count`. */
  return (number: number, count: number): { root: SyntheticManifest; manifests: SyntheticManifest[] } => {
    const before = Math.floor((number / count) * age) + random.below(86_400_000);
    const created = new Date(newestDate - before).toISOString();
    if (charts) {
      const root = chart(number, created);
      return { root, manifests: [root] };
    }
    if (random.chance(75)) {
      const root = image(number, created, random.chance(85) ? "amd64" : "arm64");
      return { root, manifests: [root] };
    }
    const platforms = [image(number, created, "amd64"), image(number, created, "arm64")];
    const root = index(number, created, platforms);
    return { root, manifests: [...platforms, root] };
  };
}
