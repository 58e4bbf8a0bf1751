/** The tables of lib/access. */
export interface AccessTables {
  users: {
    /** A random UUID. */
    id: string;
    /** As written; no two differ only in case. */
    username: string;
    /** The user name in lower case, by which it is found. */
    username_key: string;
    role: string;
    /** Argon2id in the PHC string format. */
    password_hash: string;
    created_at: number;
    updated_at: number;
    signed_in_at: number | null;
  };
  sessions: {
    /** SHA-256 of the token in the cookie, in hexadecimal: whoever reads this table cannot sign in with it. */
    token_hash: string;
    user_id: string;
    created_at: number;
    /** When it was last used, to within a minute; it slides. */
    used_at: number;
  };
  /** Failed attempts at signing in, by what is being slowed: `user:<name>` or `address:<address>`. */
  sign_in_failures: { subject: string; failures: number; last_failed_at: number; blocked_until: number };
  /** Tokens for the API, each of a user. One that was revoked or has expired stays, for whoever reads the audit log. */
  api_tokens: {
    /** A random UUID. */
    id: string;
    /** SHA-256 of the token, in hexadecimal. */
    token_hash: string;
    /** How it begins, by which people tell theirs apart. */
    prefix: string;
    name: string;
    owner_id: string;
    /** JSON, see lib/access/tokens/scopes.ts. */
    scopes: string;
    created_at: number;
    expires_at: number;
    /** When it was last used, to within a minute. */
    used_at: number | null;
    revoked_at: number | null;
  };
}
