import type { DeletionEvent, DeletionOutcome, TagToDelete, UntaggedOutcome } from "#lib/cleanup/types.ts";
import type { Problem } from "#lib/index/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { Tag } from "#lib/oci/reference.ts";

/** What is known of a deletion under way. */
export interface Progress {
  readonly outcomes: ReadonlyMap<Tag, DeletionOutcome>;
  readonly untagged: ReadonlyMap<Digest, UntaggedOutcome>;
  /** Tags that should have stayed and are gone. */
  readonly missing: readonly Tag[];
  /** Tags that were deleted, as the registry says, and are listed all the same. */
  readonly remaining: readonly Tag[];
  readonly state: "running" | "finished" | "interrupted";
  /** Why nothing more is known, where it was interrupted. The deletion itself may go on. */
  readonly problem: Problem | null;
}

export const notStarted: Progress = {
  outcomes: new Map(),
  untagged: new Map(),
  missing: [],
  remaining: [],
  state: "running",
  problem: null,
};

/** The progress after an event. A second run keeps what the first one told of other tags. */
export function advance(progress: Progress, event: DeletionEvent): Progress {
  switch (event.type) {
    case "tag":
      return { ...progress, outcomes: new Map(progress.outcomes).set(event.outcome.tag, event.outcome) };
    case "untagged":
      return { ...progress, untagged: new Map(progress.untagged).set(event.outcome.digest, event.outcome) };
    case "done":
      return { ...progress, missing: event.missing, remaining: event.remaining, state: "finished" };
  }
}

/** How many tags came to which end. */
export function countOutcomes({ outcomes }: Progress): Readonly<Record<DeletionOutcome["state"], number>> {
  const counts = { deleted: 0, moved: 0, gone: 0, failed: 0 };
  for (const { state } of outcomes.values()) counts[state] += 1;
  return counts;
}

/** The tags worth trying again: those that failed, and those of which nothing was heard. */
export function unfinished(tags: readonly TagToDelete[], { outcomes }: Progress): TagToDelete[] {
  return tags.filter(({ tag }) => (outcomes.get(tag)?.state ?? "failed") === "failed");
}

/** Tags that are no longer in the registry. */
export function goneTags({ outcomes, remaining }: Progress): Tag[] {
  const listed = new Set(remaining);
  return [...outcomes.values()]
    .filter(({ state, tag }) => (state === "deleted" || state === "gone") && !listed.has(tag))
    .map(({ tag }) => tag);
}
