import { auditWindow } from "#lib/audit/window.ts";
import { database } from "#lib/db/database.ts";
import { auditQuerySchema } from "#lib/http/audit-schemas.ts";
import { route } from "#lib/http/route.ts";

/** Some entries of the audit log, the newest first. */
export const GET = route({ role: "administrator", query: auditQuerySchema }, ({ query }) => {
  const { before, ...filter } = query;
  return auditWindow(database(), filter, before);
});
