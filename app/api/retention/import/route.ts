import { z } from "zod";
import { auditValue } from "#lib/audit/changes.ts";
import { database } from "#lib/db/database.ts";
import { importAnswer } from "#lib/http/answers/retention-answers.ts";
import { json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import type { Change } from "#lib/retention/changes.ts";
import { importRetention, previewImport } from "#lib/retention/document.ts";

const yaml = z.string().max(2_000_000);

/** What a file would change. Nothing is changed. */
export const POST = route(
  {
    role: "operator",
    operation: {
      id: "previewRetentionImport",
      group: "retention",
      summary: "What a YAML file would change in policies and protected tags. Nothing is changed.",
      answer: json(importAnswer),
    },
    action: "plan",
    body: z.strictObject({ yaml }),
  },
  ({ body }) => previewImport(database(), body.yaml),
);

/** Replaces policies and protected tags with those of a file, if what is stored is still what the preview compared it with. */
export const PUT = route(
  {
    role: "administrator",
    operation: {
      id: "importRetention",
      group: "retention",
      summary: "Replaces policies and protected tags with those of a YAML file.",
      answer: json(importAnswer),
    },
    action: "rules",
    body: z.strictObject({ yaml, seen: z.string() }),
    audits: ["rules.change"],
  },
  async ({ body, audit }) => {
    const also = audit.within<readonly Change[]>((changes) => ({
      details: { imported: changes.map((change) => auditValue(withoutLines(change))) },
    }));
    const answer = await importRetention(database(), body.yaml, body.seen, Date.now(), also);
    if (!answer.ok) audit.nothing();
    return answer;
  },
);

/** An entry names what has changed; the lines are for those who decide. */
function withoutLines(change: Change): object {
  return "lines" in change ? { kind: change.kind, name: change.name } : change;
}
