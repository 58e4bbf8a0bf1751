import type { Digest } from "../digest.ts";
import type { Tag } from "../reference.ts";

/** What is known of an image, whatever names it. Instants are milliseconds since 1970, sizes bytes; null is not known. */
export interface ImageFacts {
  readonly digest: Digest | null;
  /** When the image was made, as its config says. */
  readonly created: number | null;
  readonly pushed: number | null;
  /** `told` where its registry told of the push; `seen` where it is since when Stowage has seen it there. */
  readonly pushedBy: "told" | "seen";
  /** The last pull that was told of. Null says nothing by itself: see {@link PullsTold}. */
  readonly pulled: number | null;
  readonly size: number | null;
  /** As `docker --platform` takes them; none for what runs nowhere. */
  readonly platforms: readonly string[] | null;
  /** Of the labels that rules ask for those that it has, each as the rule writes it. */
  readonly labels: readonly string[] | null;
}

/** What is known of a tag. */
export interface TagFacts extends ImageFacts {
  readonly tag: Tag;
  /** `tagSortKey` of the tag. */
  readonly sortKey: string;
  /** It is there only for another manifest, by its name: a signature of cosign, an index of referrers. */
  readonly attached: boolean;
}

/** Between which instants a registry told of pulls, in milliseconds since 1970. */
export interface PullsTold {
  readonly since: number;
  readonly until: number;
}

/** What rules are judged by. */
export interface Judging {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Null where the registry never told of a pull. */
  readonly pulls: PullsTold | null;
}
