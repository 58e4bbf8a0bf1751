import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";

/** What a registry's images hold. Sizes are compressed bytes; an image is a digest that a tag of a repository is on. */
export interface SpaceNumbers {
  /** Each blob once. */
  readonly bytes: number;
  /** Of these, what several repositories hold. */
  readonly sharedBytes: number;
  /** What it would be if each image had its blobs for itself. */
  readonly logicalBytes: number;
  readonly repositories: number;
  readonly tags: number;
  readonly images: number;
  /** Repositories that are not counted yet, or whose tags have changed since. */
  readonly uncounted: number;
  /** Tags that were not read yet, or cannot be. */
  readonly unread: number;
}

/** What is left of a list when its largest are named. */
interface Rest {
  readonly count: number;
  readonly bytes: number;
}

/** A namespace or a repository, with what no other repository holds. */
export interface SpaceEntry {
  readonly kind: "namespace" | "repository";
  /** The whole path. */
  readonly path: string;
  readonly label: string;
  readonly repositories: number;
  readonly images: number;
  /** What its repositories hold, each with what it shares. */
  readonly bytes: number;
  readonly exclusiveBytes: number;
}

/** An image with what no other image of the registry holds. */
export interface SpaceImage {
  readonly repository: RepositoryName;
  readonly digest: Digest;
  /** One of its tags. */
  readonly tag: Tag | null;
  readonly tags: number;
  /** RFC 3339. */
  readonly created: string | null;
  readonly bytes: number;
  readonly exclusiveBytes: number;
}

/** A blob with those who hold it. */
export interface SpaceBlob {
  readonly digest: Digest;
  readonly kind: "manifest" | "config" | "layer";
  readonly bytes: number;
  readonly images: number;
  readonly repositories: number;
  /** One of the repositories. */
  readonly repository: RepositoryName;
}

/** What was created in a month. */
interface SpaceMonth {
  /** Such as `2026-01`; empty for images that do not tell. */
  readonly month: string;
  readonly images: number;
  /** What no other image of the registry holds. */
  readonly exclusiveBytes: number;
  /** The sum of the images' sizes, with what they share counted in each. */
  readonly bytes: number;
}

/** A part of a registry's space, and what it is made of. The parts add up to its `bytes`. */
export type SpacePart =
  | {
      readonly kind: "namespace";
      /** With a slash at its end; empty for the whole registry. */
      readonly path: string;
      /** Of the whole registry, what it holds; of a namespace, what its repositories hold alone. */
      readonly bytes: number;
      readonly entries: readonly SpaceEntry[];
      readonly rest: Rest;
      /** What several repositories hold: belongs to none, and is told of the whole registry alone. */
      readonly sharedBytes: number;
    }
  | {
      readonly kind: "repository";
      readonly repository: RepositoryName;
      readonly bytes: number;
      readonly images: readonly SpaceImage[];
      readonly rest: Rest;
      /** What several of its images hold, and no other repository. */
      readonly sharedInside: number;
      /** What other repositories hold too. */
      readonly sharedOutside: number;
    }
  | {
      readonly kind: "image";
      readonly image: SpaceImage;
      readonly bytes: number;
      readonly blobs: readonly SpaceBlob[];
    }
  | {
      readonly kind: "months";
      readonly bytes: number;
      readonly months: readonly SpaceMonth[];
      /** What several images hold: belongs to no month. */
      readonly sharedBytes: number;
    }
  | {
      readonly kind: "month";
      readonly month: string;
      readonly bytes: number;
      readonly images: readonly SpaceImage[];
      readonly rest: Rest;
    }
  | {
      readonly kind: "blobs";
      readonly bytes: number;
      readonly blobs: readonly SpaceBlob[];
      readonly rest: Rest;
    };

/** Which part of a registry's space is looked at. */
export type SpaceQuestion =
  | { readonly by: "repository"; readonly at: string; readonly image: string }
  | { readonly by: "age"; readonly at: string }
  | { readonly by: "layer" };

/** How large something was at the end of a day. */
export interface GrowthDay {
  /** In UTC, such as `2026-01-02`. */
  readonly day: string;
  readonly bytes: number;
  readonly tags: number;
}
