import type { AuditAction } from "#lib/audit/actions.ts";
import type { AuditActor, AuditEvent, AuditOrigin, AuditSubject } from "#lib/audit/types.ts";
import { writeAudit } from "#lib/audit/write.ts";
import type { Alongside } from "#lib/db/alongside.ts";
import { database } from "#lib/db/database.ts";

/** What a handler says of a change; who asked and from where, the request knows. */
interface AuditedChange extends AuditSubject {
  /** Where a route does several things; else the one that it declares. */
  readonly action?: AuditAction;
  /** Where it is somebody else than who asked: whoever signs in is nobody yet. */
  readonly actor?: AuditActor;
}

/** Writes an entry for something that was done within a request. */
type AuditWriter = (event: AuditEvent) => Promise<void>;

/** By this a handler says what it does, for the audit log. */
export interface RequestAudit {
  /** Says what the request is about, for its entry however it ends; what was said before stays where it is not said anew. */
  about(change: AuditedChange): void;
  /**
   * Writes the entry within the transaction of the change. A handler that does not use it has its entry written when it is done:
   * for what no transaction holds together.
   *
   * @param more what is known of the change only then.
   */
  within<Change>(more?: (change: Change) => AuditedChange): Alongside<Change>;
  /** For work that goes on by itself: it writes its entries, and nothing is written when the handler is done. */
  writer(): AuditWriter;
  /** There was nothing to do after all. */
  nothing(): void;
  /** A registry refused it with a status of HTTP, which is passed on as it is. */
  refusedBy(status: number): void;
}

/** The audit of one request, as `route()` ends it. */
export interface EndedRequestAudit extends RequestAudit {
  /** The handler is done. */
  done(): Promise<void>;
  /** It was refused or failed. */
  ended(outcome: "refused" | "failed", code: string): Promise<void>;
}

/**
 * @param action what the route does, if nothing else is said; undefined for one that changes nothing.
 */
export function requestAudit(origin: AuditOrigin, action: AuditAction | undefined): EndedRequestAudit {
  let said: AuditedChange = {};
  let written = action === undefined;
  let failure: string | undefined;

  const eventOf = (change: AuditedChange): { origin: AuditOrigin; event: Omit<AuditEvent, "outcome"> } => {
    const { actor, action: named = action, ...subject } = { ...said, ...change };
    if (named === undefined) throw new Error("A route that declares no audit has something to audit.");
    const details = { ...said.details, ...change.details };
    return {
      origin: actor === undefined ? origin : { ...origin, actor },
      event: { ...subject, action: named, details },
    };
  };
  return {
    about(change) {
      said = { ...said, ...change, details: { ...said.details, ...change.details } };
    },
    within(more) {
      return async (transaction, change) => {
        const { origin: by, event } = eventOf(more?.(change) ?? {});
        await writeAudit(transaction, by, { ...event, outcome: "done" });
        written = true;
      };
    },
    writer() {
      written = true;
      return (event) => writeAudit(database(), origin, event);
    },
    nothing() {
      written = true;
    },
    refusedBy(status) {
      failure = `HTTP_${status}`;
    },
    async done() {
      if (written) return;
      const { origin: by, event } = eventOf({});
      const how =
        failure === undefined
          ? ({ outcome: "done" } as const)
          : ({ outcome: "failed", code: failure } as const);
      await writeAudit(database(), by, { ...event, ...how });
    },
    async ended(outcome, code) {
      if (action === undefined) return;
      // What was written within a transaction that failed is gone with it.
      const { origin: by, event } = eventOf({});
      await writeAudit(database(), by, { ...event, outcome, code });
    },
  };
}
