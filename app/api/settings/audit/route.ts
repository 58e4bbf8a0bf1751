import { changeAuditDays } from "#lib/access/audit-days.ts";
import { changesOf } from "#lib/audit/changes.ts";
import { auditRetention } from "#lib/audit/retention.ts";
import { config } from "#lib/config.ts";
import { database } from "#lib/db/database.ts";
import { auditRetentionAnswer } from "#lib/http/answers/log-answers.ts";
import { auditDaysSchema } from "#lib/http/audit-schemas.ts";
import { json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";

/** How long the audit log keeps entries. */
export const GET = route(
  {
    role: "administrator",
    operation: {
      id: "readAuditSettings",
      group: "settings",
      summary: "How long the audit log keeps entries.",
      answer: json(auditRetentionAnswer),
    },
  },
  () => auditRetention(database(), config().auditDays),
);

/** Sets how long the audit log keeps entries. */
export const PUT = route(
  {
    role: "administrator",
    operation: {
      id: "changeAuditSettings",
      group: "settings",
      summary: "Sets how long the audit log keeps entries.",
      answer: json(auditRetentionAnswer),
    },
    body: auditDaysSchema,
    audits: ["audit.retention"],
  },
  ({ body: { days }, audit }) => {
    audit.about({ details: { days } });
    return changeAuditDays(
      database(),
      config().auditDays,
      days,
      audit.within(({ before, after }) => ({ details: changesOf({ days: before }, { days: after }) })),
    );
  },
);
