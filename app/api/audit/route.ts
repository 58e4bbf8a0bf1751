import { auditWindow } from "#lib/audit/window.ts";
import { database } from "#lib/db/database.ts";
import { auditAnswer } from "#lib/http/answers/log-answers.ts";
import { auditQuerySchema } from "#lib/http/audit-schemas.ts";
import { json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";

/** Some entries of the audit log, the newest first. */
export const GET = route(
  {
    role: "administrator",
    operation: {
      id: "listAuditEntries",
      group: "audit",
      summary: "Some entries of the audit log, the newest first.",
      answer: json(auditAnswer),
    },
    query: auditQuerySchema,
  },
  ({ query }) => {
    const { before, ...filter } = query;
    return auditWindow(database(), filter, before);
  },
);
