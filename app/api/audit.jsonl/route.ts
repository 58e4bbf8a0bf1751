import { exportAudit } from "#lib/audit/export.ts";
import { database } from "#lib/db/database.ts";
import { attachment } from "#lib/http/attachment.ts";
import { auditFilterSchema } from "#lib/http/audit-schemas.ts";
import { ndjson } from "#lib/http/ndjson.ts";
import { route } from "#lib/http/route.ts";

/** Entries of the audit log as a file of JSON lines, the newest first. */
export const GET = route({ role: "administrator", query: auditFilterSchema }, ({ query, signal }) =>
  attachment(ndjson(exportAudit(database(), query), signal), "stowage-audit.jsonl"),
);
