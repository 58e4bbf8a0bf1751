/** The tables of lib/activity: what registries tell by their notifications. */
export interface ActivityTables {
  /** Pushes and deletions. */
  activity: {
    /** Grows with each row: the microsecond since 1970 at which it arrived, or the next one that is free. */
    id: number;
    registry: string;
    /** When it happened, by the registry's clock. */
    at: number;
    action: string;
    repository: string;
    tag: string | null;
    digest: string | null;
    /** The account, where the registry asks for one. */
    actor: string | null;
    /** The client's address, without its port. */
    address: string | null;
    user_agent: string | null;
  };
  /** Events that were taken in, so that one delivered again counts once. */
  activity_seen: { registry: string; event_id: string; seen_at: number };
  /** How often a tag or a digest was pulled. */
  activity_pulls: {
    registry: string;
    repository: string;
    /** A tag, or a digest: no tag has a colon. */
    reference: string;
    pulls: number;
    last_pulled_at: number;
  };
  /** Tags that a client has asked about by HEAD, until it fetches what they point at. */
  activity_lookups: {
    registry: string;
    repository: string;
    digest: string;
    /** Address and program of the client. */
    client: string;
    tag: string;
    looked_up_at: number;
  };
  /** What has changed in the index, for pages that are open. */
  activity_changes: {
    /** As that of `activity`. */
    id: number;
    registry: string;
    repository: string;
    action: string;
    /** JSON array. */
    tags: string;
  };
  /** Where registries deliver to: one for each. */
  activity_endpoints: {
    registry: string;
    /** SHA-256 of the token in hexadecimal; null where it was taken away. */
    token_hash: string | null;
    token_made_at: number | null;
    /** Events taken in so far, and when the last of them came. */
    received: number;
    received_at: number | null;
  };
}
