import type { AuditOutcome } from "#lib/audit/types.ts";

/** Which entries are shown; an empty text does not matter. The names are those of the page's address and of the API. */
export interface AuditFilter {
  readonly text: string;
  readonly actor: string;
  /** An action, or a whole topic. */
  readonly action: string;
  readonly registry: string;
  readonly repository: string;
  readonly outcome: AuditOutcome | null;
  /** Days, such as `2026-01-02`. */
  readonly from: string;
  readonly to: string;
}
