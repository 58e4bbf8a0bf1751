import { AccessError } from "#lib/access/access-error.ts";
import { wasThrottledJustNow } from "#lib/audit/throttled.ts";
import { database } from "#lib/db/database.ts";
import type { Problem } from "./problem.ts";
import { reportUnheard } from "./report-unheard.ts";
import type { EndedRequestAudit } from "./request-audit.ts";

/**
 * Writes down that a change was refused or failed. Whoever asked gets the reason of that in any case; that the log could not
 * be written, which changed nothing, is told on stderr.
 *
 * @param address of the client.
 */
export async function auditFailure(
  audit: EndedRequestAudit,
  error: unknown,
  { status, code }: Problem,
  address: string,
): Promise<void> {
  try {
    if (code === "TOO_MANY_ATTEMPTS" && (await wasThrottledJustNow(database(), address, Date.now()))) return;
    const refused = error instanceof AccessError || (status >= 400 && status < 500);
    await audit.ended(refused ? "refused" : "failed", code);
  } catch (failure) {
    reportUnheard(failure);
  }
}
