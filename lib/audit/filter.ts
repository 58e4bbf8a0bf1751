import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import { escapeLike } from "#lib/db/like.ts";
import { firstIdAt } from "#lib/db/next-ids.ts";
import type { Schema } from "#lib/db/schema.ts";
import { type AuditAction, type AuditTopic, isAuditTopic } from "./actions.ts";
import type { AuditOutcome } from "./types.ts";
import { actorKey } from "./write.ts";

/** Which entries are asked for; what is absent does not matter. */
export interface AuditFilter {
  /** The name of a user, whatever its case; what their tokens did counts as theirs. */
  readonly actor?: string | undefined;
  /** An action, or a whole topic. */
  readonly action?: AuditAction | AuditTopic | undefined;
  /** The slug of a registry. */
  readonly registry?: string | undefined;
  /** The whole name of a repository. */
  readonly repository?: string | undefined;
  readonly outcome?: AuditOutcome | undefined;
  /** Somewhere in the entry: a tag, a digest, an address, a name, a code. */
  readonly text?: string | undefined;
  /** Entries from this instant on, in milliseconds since 1970. */
  readonly from?: number | undefined;
  /** Entries before this instant, in milliseconds since 1970. */
  readonly to?: number | undefined;
}

type Entries<Columns> = SelectQueryBuilder<Schema, "audit_entries", Columns>;

/** Columns that a text is looked for in; `lower` knows ASCII alone in SQLite, and other scripts mostly have no case. */
const searched = [
  "actor_name",
  "address",
  "user_agent",
  "action",
  "registry",
  "repository",
  "reference",
  "code",
  "details",
] as const;

/** How many of the filter's conditions an index cannot answer together: with at most one, no entry is read for nothing. */
export function isDirect({ actor, action, registry, repository, outcome, text }: AuditFilter): boolean {
  const exact = [actor, action, registry, repository, outcome].filter((value) => value !== undefined);
  return text === undefined && exact.length <= 1;
}

/** Entries that a filter lets through. */
export function filtered<Columns>(query: Entries<Columns>, filter: AuditFilter): Entries<Columns> {
  const { actor, action, registry, repository, outcome, text } = filter;
  let narrowed = within(query, filter);
  if (actor !== undefined) narrowed = narrowed.where("actor_key", "=", actorKey(actor));
  if (action !== undefined) narrowed = narrowed.where(isAuditTopic(action) ? "topic" : "action", "=", action);
  if (registry !== undefined) narrowed = narrowed.where("registry", "=", registry);
  if (repository !== undefined) narrowed = narrowed.where("repository", "=", repository);
  if (outcome !== undefined) narrowed = narrowed.where("outcome", "=", outcome);
  if (text !== undefined) {
    const pattern = `%${escapeLike(text.toLowerCase())}%`;
    narrowed = narrowed.where(({ or }) =>
      or(searched.map((column) => sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '\\'`)),
    );
  }
  return narrowed;
}

/** Entries of the filter's time. */
export function within<Columns>(query: Entries<Columns>, { from, to }: AuditFilter): Entries<Columns> {
  let narrowed = query;
  if (from !== undefined) narrowed = narrowed.where("id", ">=", firstIdAt(from));
  if (to !== undefined) narrowed = narrowed.where("id", "<", firstIdAt(to));
  return narrowed;
}

/** All entries. */
export function allEntries(db: Kysely<Schema>) {
  return db.selectFrom("audit_entries");
}
