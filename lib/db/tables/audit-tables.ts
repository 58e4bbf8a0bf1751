/** The tables of lib/audit: who did what. */
export interface AuditTables {
  /** What was done or refused. Rows are never changed, and removed only when they are older than `audit_horizon` says; the database holds to both. */
  audit_entries: {
    /** Grows with each row: the microsecond since 1970 at which it was written, or the next one that is free. */
    id: number;
    /** When it was done. */
    at: number;
    /** `user`, `token`, `anonymous`, `system`. */
    actor_kind: string;
    /** Of the user or token; it may be gone. */
    actor_id: string | null;
    /** As it was then; a token’s with its owner’s before it. */
    actor_name: string | null;
    /** The user’s name in lower case, also for their tokens: entries are looked for by it. */
    actor_key: string | null;
    address: string | null;
    user_agent: string | null;
    action: string;
    /** Of the action, so that all of a topic are found. */
    topic: string;
    registry: string | null;
    repository: string | null;
    /** A tag or a digest. */
    reference: string | null;
    /** `done`, `refused`, `failed`. */
    outcome: string;
    /** Why it was refused or failed. */
    code: string | null;
    /** JSON object: what exactly. Nothing secret is in it. */
    details: string;
  };
  /** One row: entries with smaller numbers may be removed. */
  audit_horizon: { one: number; before_id: number };
}
