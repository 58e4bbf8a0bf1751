import type { RepositoryName } from "../reference.ts";
import type { AgeUnit, SizeUnit } from "./units.ts";

/** How a text is looked for, whatever its case. */
export type TextPattern =
  /** Found anywhere. Never empty; without blanks, quotes and stars. */
  | { readonly kind: "contains"; readonly text: string }
  /** The whole, as it is written in quotes. */
  | { readonly kind: "exact"; readonly text: string }
  /** The whole, with anything where a star was: between the parts, of which there are at least two. */
  | { readonly kind: "glob"; readonly parts: readonly string[] };

/** A pattern of the whole. */
export type WholePattern = Exclude<TextPattern, { readonly kind: "contains" }>;

/** What `type:` can ask for: the kinds of artifacts, and an index of several platforms. */
export const searchTypes = [
  "image",
  "index",
  "helm",
  "signature",
  "sbom",
  "attestation",
  "wasm",
  "artifact",
] as const;

export type SearchType = (typeof searchTypes)[number];

/** One thing that is asked of a tag. */
export type SearchCondition =
  /** Found in the name of the repository or in the tag. */
  | { readonly kind: "word"; readonly pattern: TextPattern }
  /** A repository, with or without what stands before its last parts, and a tag: `nginx:1.27`, `team/app:v1.*`. */
  | { readonly kind: "reference"; readonly repository: RepositoryName; readonly tag: WholePattern }
  | { readonly kind: "registry" | "repo" | "tag"; readonly pattern: TextPattern }
  /** The beginning of a digest, with its algorithm: of the manifest, one of its platforms, its config or a layer. */
  | { readonly kind: "digest" | "layer"; readonly prefix: string }
  /** A label or annotation; `value` is null where any will do. */
  | { readonly kind: "label"; readonly key: TextPattern; readonly value: TextPattern | null }
  /** The name of an environment variable, the image built on, or a part of the platform. */
  | { readonly kind: "env" | "base"; readonly pattern: TextPattern }
  | { readonly kind: "os" | "arch" | "platform"; readonly text: string }
  | { readonly kind: "type"; readonly type: SearchType }
  | { readonly kind: "older" | "newer"; readonly amount: number; readonly unit: AgeUnit }
  | { readonly kind: "larger" | "smaller"; readonly amount: number; readonly unit: SizeUnit };

/** A condition, or with `negated` what must not be so. */
export interface SearchTerm {
  readonly negated: boolean;
  readonly condition: SearchCondition;
}

/** A query that was read: a tag is found where every term holds. */
export type SearchQuery = readonly SearchTerm[];

/** The names that may stand before a colon. */
export const searchFields = [
  "repo",
  "tag",
  "registry",
  "digest",
  "layer",
  "label",
  "env",
  "base",
  "arch",
  "os",
  "platform",
  "type",
  "older",
  "newer",
  "larger",
  "smaller",
] as const;

export type SearchField = (typeof searchFields)[number];
