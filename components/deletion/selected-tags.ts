import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { TagView } from "#lib/oci/tag-view.ts";

/** Tags that somebody wants to delete. */
export type SelectedTags =
  /** Each with where it was seen, as far as that is known: one that is elsewhere by now is left alone. */
  | { readonly kind: "tags"; readonly tags: readonly { readonly tag: Tag; readonly digest: Digest | null }[] }
  /** All that a view shows but for some. */
  | {
      readonly kind: "view";
      readonly view: TagView;
      readonly except: readonly Tag[];
      readonly count: number;
    };

/** Of more tags than this only the names are sent, so that they fit into the body of a request. */
const mostDigests = 5_000;

/** What a plan of selected tags is made from, as the API takes it. */
export function planFrom(repository: RepositoryName, selected: SelectedTags) {
  if (selected.kind === "view") {
    const { kind, view, except } = selected;
    return { kind, repository, view, except };
  }
  const withDigests = selected.tags.length <= mostDigests;
  const tags = selected.tags.map(({ tag, digest }) =>
    withDigests && digest !== null ? { tag, digest } : { tag },
  );
  return { kind: selected.kind, repository, tags };
}

/** How many tags are selected. */
export function countOf(selected: SelectedTags): number {
  return selected.kind === "tags" ? selected.tags.length : selected.count;
}
