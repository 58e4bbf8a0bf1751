import type { ManifestSummary, Problem } from "#lib/index/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { GoingRole, Holder } from "./going.ts";

/** Who made a plan, or had it carried out, as they were called then. */
export interface PlanPerson {
  readonly kind: "user" | "token" | "schedule";
  readonly name: string;
}

/** What a plan was made from. */
export type PlanOrigin =
  /** A person chose tags, or manifests, of one repository. */
  | { readonly kind: "selection"; readonly repository: RepositoryName }
  /** A policy of retention chose them. */
  | { readonly kind: "policy"; readonly policy: string }
  /** Manifests that no tag reaches. */
  | { readonly kind: "untagged" };

/** Why something was chosen, for the interface's own sentence: a code with what it speaks of. Null where a person chose it. */
export interface PlanReason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Something to delete in a repository. */
export interface PlanChoice {
  readonly repository: RepositoryName;
  /** Each with where it was seen, null where nothing was behind it; only there it is deleted. */
  readonly tags: readonly {
    readonly tag: Tag;
    readonly digest: Digest | null;
    readonly reason?: PlanReason;
  }[];
  readonly untagged: readonly { readonly digest: Digest; readonly reason?: PlanReason }[];
}

/**
 * How a plan stands. `making`: what goes is being found. `ready`: it can be looked through, trimmed, and carried out. `running` also
 * while it is paused.
 */
export type PlanState = "making" | "ready" | "running" | "done" | "cancelled" | "failed";

/** What carrying out a plan comes to. */
export interface Forecast {
  readonly repositories: number;
  readonly tags: number;
  readonly manifests: number;
  /** What of its closure stays since something else holds it. */
  readonly staying: number;
  /** Bytes that collecting garbage frees then, besides what it would free anyway. */
  readonly bytes: number;
  /** Tags of the registry that were never read: they may hold what is counted as freed. */
  readonly unread: number;
  /** Tags of these repositories that stay; those that only hang on another manifest by their name are not counted. */
  readonly tagsLeft: number;
  /** Of these repositories those in which no tag stays. */
  readonly emptied: number;
  /** In how many repositories the tag `latest` goes. */
  readonly latest: number;
}

/** How many items stand how. */
export interface PlanCounts {
  readonly planned: number;
  readonly deleted: number;
  /** Gone already. */
  readonly gone: number;
  /** Tags that pointed elsewhere by then, and were left alone. */
  readonly moved: number;
  /** Manifests that something reaches after all. */
  readonly kept: number;
  readonly failed: number;
  /** Put back. */
  readonly restored: number;
}

/**
 * Until when a deletion can be undone: an instant in milliseconds since 1970, by what was set of how often garbage is collected
 * there; `until-collected` where that is done by hand; `collected` where it was done since.
 */
export type UndoUntil = number | "until-collected" | "collected";

/** How putting back what a plan has deleted stands: how many items of which nothing is known yet, and of those that are not back. */
export interface UndoCounts {
  readonly asked: number;
  /** Tags that are on another digest now. */
  readonly occupied: number;
  readonly failed: number;
  /** Why it does not go on, where the registry cannot be asked. */
  readonly problem: Pick<Problem, "code" | "message"> | null;
}

/** A clean-up: exactly what is deleted, what that takes along, and what became of it. */
export interface Plan {
  readonly id: string;
  readonly registry: string;
  readonly title: string;
  readonly origin: PlanOrigin;
  readonly state: PlanState;
  /** Whether a running plan waits for a person. */
  readonly paused: boolean;
  readonly saved: boolean;
  readonly madeBy: PlanPerson;
  /** Instants are milliseconds since 1970. */
  readonly madeAt: number;
  readonly begunBy: PlanPerson | null;
  readonly begunAt: number | null;
  readonly endedAt: number | null;
  readonly forecast: Forecast | null;
  readonly counts: PlanCounts;
  /** Until when what it has deleted can be put back; null where it has deleted nothing yet, or is still at it. */
  readonly undoUntil: UndoUntil | null;
  /** The same of tags alone. */
  readonly tagCounts: PlanCounts;
  readonly undo: UndoCounts;
  /**
   * Why nothing can be deleted in the registry, as was found when the plan was made: read-only in Stowage, disabled or forbidden in
   * the registry. Null where something can.
   */
  readonly blocked: Problem | null;
  /** Why it could not be made, or went no further. */
  readonly problem: Problem | null;
}

/** What becomes of an item, in this order. `begun` was asked of the registry, and nobody heard yet what came of it. */
export type PlanItemState = "planned" | "stays" | "begun" | "deleted" | "gone" | "moved" | "kept" | "failed";

/** Why an item is in a plan: chosen, or along with what is. */
export type PlanItemRole = "chosen" | GoingRole;

/** What came of putting an item back. `asked` until that is known; `occupied`: the tag is on another digest now, and was left alone. */
export type UndoState = "asked" | "restored" | "occupied" | "failed";

/** One tag or manifest of a plan. */
export interface PlanItem {
  readonly position: number;
  readonly repository: RepositoryName;
  readonly kind: "tag" | "manifest";
  /** The tag, or the manifest's digest. */
  readonly reference: string;
  /** Where the tag points; null where nothing is behind it. */
  readonly digest: Digest | null;
  readonly role: PlanItemRole;
  /** What it goes along with. */
  readonly about: Digest | null;
  readonly reason: PlanReason | null;
  /** Why it stays, where it does. */
  readonly holder: Holder | null;
  readonly leftOut: boolean;
  readonly state: PlanItemState;
  /** Where a tag points that had moved. */
  readonly found: Digest | null;
  readonly problem: Problem | null;
  readonly undo: { readonly state: UndoState; readonly problem: Problem | null } | null;
}

/** An item with what is known of it besides, for those who look at it. */
export interface PlanItemDetail extends PlanItem {
  /** Of a tag, the tags on the same digest that are not in the plan: some of them, and how many. */
  readonly others: { readonly tags: readonly Tag[]; readonly count: number };
  /** What is behind its digest; null where that was never read. */
  readonly summary: ManifestSummary | null;
}
