import type { Generated } from "kysely";

/** What of a repository is counted; null before the first time. The list is sorted by it, so it stands in the repository's row. */
export interface CountedColumns {
  tags: Generated<number | null>;
  /** Tags whose image is not counted: not read yet, or not to be read. */
  unread: Generated<number | null>;
  /** Distinct digests that its tags are on. */
  images: Generated<number | null>;
  /** What its images hold, each blob once: manifests, configs and layers. */
  bytes: Generated<number | null>;
  /** Of these, what no other repository of the registry holds. */
  exclusive_bytes: Generated<number | null>;
  /** Of these, what one of its images holds alone: the sum of the images' `exclusive_bytes`. */
  image_exclusive_bytes: Generated<number | null>;
  /** When the newest of its images was created: RFC 3339 in UTC, to the second. */
  newest: Generated<string | null>;
  /** Another number after each change of its tags; null before the first. */
  revision: Generated<number | null>;
}

/**
 * The tables of lib/index/sizes. An image here is a digest that a tag of a repository is on; a blob is anything that an image
 * holds: its manifest, the manifests of an index, configs, layers. Sizes are bytes.
 *
 * Written by recounts alone, one at a time, so that all of them fit together.
 */
export interface SizeTables {
  /** The images that are counted. */
  index_images: {
    registry: string;
    repository: string;
    digest: string;
    /** RFC 3339 in UTC, to the second. */
    created: string | null;
    /** The month of `created`, such as `2026-01`; empty where that is not known. */
    month: string;
    /** What it holds. */
    bytes: number;
    /** Of these, what no other image of the registry holds. */
    exclusive_bytes: number;
  };
  index_repository_blobs: {
    registry: string;
    repository: string;
    blob: string;
    size: number;
    /** Images of the repository that hold it. */
    images: number;
  };
  index_blobs: {
    registry: string;
    blob: string;
    kind: "manifest" | "config" | "layer";
    size: number;
    /** Repositories that hold it. */
    repositories: number;
    /** Images that hold it, one counted anew in each repository. */
    images: number;
  };
  /** What was created when. */
  index_months: { registry: string; month: string; images: number; bytes: number; exclusive_bytes: number };
  index_totals: {
    registry: string;
    tags: number;
    images: number;
    blobs: number;
    /** What all images hold, each blob once. */
    bytes: number;
    /** Of these, what several repositories hold. */
    shared_bytes: number;
    /** What they would take if each image had its blobs for itself. */
    logical_bytes: number;
  };
  /** Growth: how large a repository was at the end of a day, or where the repository is empty, its registry. */
  index_sizes: {
    registry: string;
    repository: string;
    /** In UTC, such as `2026-01-02`. */
    day: string;
    bytes: number;
    tags: number;
  };
  /** Repositories whose tags changed since they were counted. A mark is another one after each change. */
  index_recounts: { registry: string; repository: string; mark: number };
}
