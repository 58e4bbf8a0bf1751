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

/** Conditions that differ in nothing but their kind. */
type Each<Kind extends string, Fields> = Kind extends string
  ? { readonly kind: Kind } & Readonly<Fields>
  : never;

/** One thing that is asked of a tag. */
export type SearchCondition =
  /** Found in the name of the repository or in the tag. */
  | Each<"word", { pattern: TextPattern }>
  /** A repository, with or without what stands before its last parts, and a tag: `nginx:1.27`, `team/app:v1.*`. */
  | Each<"reference", { repository: RepositoryName; tag: WholePattern }>
  | Each<"registry" | "repo" | "tag", { pattern: TextPattern }>
  /** The beginning of a digest, with its algorithm: of the manifest, one of its platforms, its config or a layer. */
  | Each<"digest" | "layer", { prefix: string }>
  /** A label or annotation; `value` is null where any will do. */
  | Each<"label", { key: TextPattern; value: TextPattern | null }>
  /** The name of an environment variable, or the image built on. */
  | Each<"env" | "base", { pattern: TextPattern }>
  /** A part of a platform, or the whole as `docker --platform` takes it. */
  | Each<"os" | "arch" | "platform", { text: string }>
  | Each<"type", { type: SearchType }>
  /** By the date that an image was made. */
  | Each<"older" | "newer", { amount: number; unit: AgeUnit }>
  /** By compressed size. */
  | Each<"larger" | "smaller", { amount: number; unit: SizeUnit }>;

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
