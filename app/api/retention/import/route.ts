import { z } from "zod";
import { database } from "#lib/db/database.ts";
import { retentionChangeAnswer } from "#lib/http/answers/retention-answers.ts";
import { json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { importRetention, previewImport } from "#lib/retention/document.ts";

const yaml = z.string().max(2_000_000);

/** What a file would change. Nothing is changed. */
export const POST = route(
  {
    role: "operator",
    action: "rules",
    operation: {
      id: "previewRetentionImport",
      group: "retention",
      summary: "What a YAML file of policies would change. Nothing is changed.",
      answer: json(retentionChangeAnswer),
    },
    body: z.strictObject({ yaml }),
  },
  ({ body }) => previewImport(database(), body.yaml),
);

/** Replaces policies and protected tags with those of a file, if what is stored is still what the preview compared it with. */
export const PUT = route(
  {
    role: "administrator",
    action: "rules",
    operation: {
      id: "importRetention",
      group: "retention",
      summary: "Replaces policies and protected tags with those of a YAML file.",
      answer: json(retentionChangeAnswer),
    },
    body: z.strictObject({ yaml, seen: z.string() }),
    audits: ["rules.change"],
  },
  ({ body, audit }) => {
    audit.about({ details: { imported: body.yaml.slice(0, 20_000) } });
    return importRetention(database(), body.yaml, body.seen, Date.now());
  },
);
