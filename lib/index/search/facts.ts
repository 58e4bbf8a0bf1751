import { artifactTypeOf } from "#lib/oci/artifact-types.ts";
import { splitEnvironment } from "#lib/oci/env.ts";
import type { ImageConfig } from "#lib/oci/image-config.ts";
import type { Manifest } from "#lib/oci/manifest.ts";
import type { SearchType } from "#lib/oci/search/query.ts";
import type { ManifestSummary } from "../types.ts";

/** What a term is about. Of `env` there is no value: it may be a secret. */
export type TermKind = "label" | "env" | "base" | "platform" | "type";

/** One thing that a manifest or its config says, by which its tags are found. */
export interface SearchFact {
  readonly kind: TermKind;
  readonly name: string;
  /** That of a label; else empty. */
  readonly value: string;
}

/** Nobody looks for the rest, and a manifest may hold 4 MB of them. */
const mostFacts = 500;

const baseAnnotations = [
  "org.opencontainers.image.base.name",
  "org.opencontainers.image.base.digest",
] as const;

/**
 * What a manifest is found by, besides its names, digests and sizes: labels and annotations, the names of environment variables,
 * the base image as its builder noted it (OCI image specification, annotations.md), platforms, and what it is. Of an index, its own
 * alone.
 *
 * @param config null where the manifest is no image, or its config cannot be read.
 */
export function searchFactsOf(
  manifest: Manifest,
  config: ImageConfig | null,
  { kind, artifactType, platforms }: Pick<ManifestSummary, "kind" | "artifactType" | "platforms">,
): SearchFact[] {
  const annotations = "annotations" in manifest ? manifest.annotations : {};
  const labels = { ...config?.config.Labels, ...annotations };
  const bare = (of: Exclude<TermKind, "label">, names: readonly string[]): SearchFact[] =>
    names.map((name) => ({ kind: of, name, value: "" }));
  const facts: SearchFact[] = [
    ...bare("type", [typeOf(kind, artifactType)]),
    ...bare("platform", platforms),
    ...bare(
      "base",
      baseAnnotations.map((key) => labels[key] ?? "").filter((base) => base !== ""),
    ),
    ...bare(
      "env",
      (config?.config.Env ?? []).map((entry) => splitEnvironment(entry).name),
    ),
    ...Object.entries(labels).map(([name, value]): SearchFact => ({ kind: "label", name, value })),
  ];
  return facts.slice(0, mostFacts);
}

function typeOf(kind: ManifestSummary["kind"], artifactType: string | null): SearchType {
  if (kind === "index") return "index";
  if (artifactType === null) return kind === "unknown" ? "artifact" : "image";
  const known = artifactTypeOf(artifactType)?.kind ?? "artifact";
  return known === "helm-chart" ? "helm" : known;
}
