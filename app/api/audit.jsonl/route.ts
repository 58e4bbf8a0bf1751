import { exportAudit } from "#lib/audit/export.ts";
import { database } from "#lib/db/database.ts";
import { exportedEntryAnswer } from "#lib/http/answers/log-answers.ts";
import { attachment } from "#lib/http/attachment.ts";
import { auditFilterSchema } from "#lib/http/audit-schemas.ts";
import { ndjson } from "#lib/http/ndjson.ts";
import { lines } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";

/** Entries of the audit log as a file of JSON lines, the newest first. */
export const GET = route(
  {
    role: "administrator",
    operation: {
      id: "exportAuditEntries",
      group: "audit",
      summary: "Entries of the audit log as JSON lines, the newest first.",
      answer: lines(exportedEntryAnswer),
    },
    query: auditFilterSchema,
  },
  ({ query, signal }) => attachment(ndjson(exportAudit(database(), query), signal), "stowage-audit.jsonl"),
);
