import type { AuditAction } from "./actions.ts";

export const auditOutcomes = ["done", "refused", "failed"] as const;

/**
 * How it ended: done; refused, because whoever asked may not, or asked for what cannot be; or failed, because a registry, the
 * database or Stowage itself did not do its part.
 */
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Who did it. */
export type AuditActor =
  | { readonly kind: "user"; readonly id: string; readonly name: string }
  /** A token for the API; it acts for its owner. */
  | { readonly kind: "token"; readonly id: string; readonly name: string; readonly owner: string }
  /** Nobody who was signed in. */
  | { readonly kind: "anonymous" }
  /** Stowage by itself: at its start, or on a schedule. */
  | { readonly kind: "system" };

/** Who did something, and from where. */
export interface AuditOrigin {
  readonly actor: AuditActor;
  /** The client's; null where it is not known or there is none. */
  readonly address: string | null;
  readonly userAgent: string | null;
}

/** What may stand in the details of an entry. Never a password, a token or another secret. */
export type AuditValue =
  | string
  | number
  | boolean
  | null
  | readonly AuditValue[]
  | { readonly [name: string]: AuditValue };

export type AuditDetails = Readonly<Record<string, AuditValue>>;

/** What something was done to. What is absent it is not about. */
export interface AuditSubject {
  /** A slug. */
  readonly registry?: string;
  readonly repository?: string;
  /** A tag or a digest. */
  readonly reference?: string;
  /** What exactly: fields with their values before and after, digests, counts. */
  readonly details?: AuditDetails;
}

/** Something that was done, or was to be done. */
export interface AuditEvent extends AuditSubject {
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  /** Why it was refused or failed: a code of the API's problems. */
  readonly code?: string;
}

/** An entry of the log, as it is shown and exported. */
export interface AuditEntry {
  /** Later entries have greater ones. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly actor: {
    readonly kind: AuditActor["kind"];
    /** Of the user or token, which may be gone. */
    readonly id: string | null;
    /** As it was then; a token's is `owner/name`. */
    readonly name: string | null;
  };
  readonly address: string | null;
  readonly userAgent: string | null;
  /** One of {@link AuditAction}, or one that a newer Stowage has written. */
  readonly action: string;
  readonly registry: string | null;
  readonly repository: string | null;
  readonly reference: string | null;
  readonly outcome: AuditOutcome;
  readonly code: string | null;
  readonly details: AuditDetails;
}

/** Some of the log, the newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** What to ask for entries before, as `before`; null where there are none. A page may be empty and have more behind it. */
  readonly next: number | null;
}
