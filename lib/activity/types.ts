import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";

/** What is kept of each event as activity; pulls are only counted. */
export const activityActions = ["push", "delete"] as const;

export type ActivityAction = (typeof activityActions)[number];

/** Who did something and from where, as far as the registry tells. */
interface Origin {
  /** The account; null where the registry asks for none. */
  readonly actor: string | null;
  /** The client's address, without its port. */
  readonly address: string | null;
  readonly userAgent: string | null;
}

interface EventBase {
  /** The registry's own name for the event: one that is delivered again has the same. */
  readonly id: string;
  /** When it happened, in milliseconds since 1970, by the registry's clock. */
  readonly at: number;
  readonly repository: RepositoryName;
  readonly origin: Origin;
}

/** An event of a registry that concerns a manifest or a tag. */
export type RegistryEvent =
  | (EventBase & { readonly action: "push"; readonly tag: Tag | null; readonly digest: Digest })
  | (EventBase & {
      readonly action: "pull";
      readonly method: "GET" | "HEAD";
      readonly tag: Tag | null;
      readonly digest: Digest;
    })
  | (EventBase & { readonly action: "delete"; readonly tag: Tag; readonly digest: null })
  | (EventBase & { readonly action: "delete"; readonly tag: null; readonly digest: Digest });

/** A push or a deletion, as pages show it. */
export interface ActivityEntry extends Origin {
  /** Later entries have greater ones. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The registry's slug. */
  readonly registry: string;
  readonly action: ActivityAction;
  readonly repository: RepositoryName;
  readonly tag: Tag | null;
  readonly digest: Digest | null;
}

/** Some activity, the newest first. */
export interface ActivityPage {
  readonly entries: readonly ActivityEntry[];
  /** Whether there are more beyond the last. */
  readonly more: boolean;
}

/** Something that has changed in the index. */
export interface Change {
  /** The registry's slug. */
  readonly registry: string;
  readonly repository: RepositoryName;
  /** The tags that are new, moved or gone; empty where only a manifest went that no tag was known to be on. */
  readonly tags: readonly Tag[];
  readonly action: ActivityAction;
}

/** How often something was pulled. */
export interface Pulls {
  readonly pulls: number;
  /** Milliseconds since 1970. */
  readonly lastPulledAt: number;
}

/** What the page of a tag or digest tells of its use. */
export interface ReferenceActivity {
  /** Null where no pull was ever heard of. */
  readonly pulls: Pulls | null;
  /** The last push that is kept. */
  readonly pushed: (Origin & { readonly at: number }) | null;
}

/** How the delivery of a registry's notifications stands. */
export interface NotificationState {
  /** When its token was made, in milliseconds since 1970; null where it has none. */
  readonly tokenMadeAt: number | null;
  /** Events taken in so far. */
  readonly received: number;
  /** When the last of them came, in milliseconds since 1970; null where none ever did. */
  readonly receivedAt: number | null;
}
