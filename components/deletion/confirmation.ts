import type { DeletionPreview } from "#lib/cleanup/types.ts";

/** More tags than this are not deleted by one click. */
const manyTags = 10;

/** What a person has to do before a deletion begins, as fits its damage. */
export type Confirmation =
  | { readonly kind: "button" }
  /** Type `expected`: the repository's name, or how many tags go. */
  | { readonly kind: "typing"; readonly why: "everything" | "latest" | "many"; readonly expected: string };

/** How to confirm the deletion that a preview describes. */
export function confirmationFor({ repository, tags, stayingTags }: DeletionPreview): Confirmation {
  if (stayingTags === 0) return { kind: "typing", why: "everything", expected: repository };
  if (tags.some(({ tag }) => tag === "latest"))
    return { kind: "typing", why: "latest", expected: repository };
  if (tags.length > manyTags) return { kind: "typing", why: "many", expected: String(tags.length) };
  return { kind: "button" };
}
