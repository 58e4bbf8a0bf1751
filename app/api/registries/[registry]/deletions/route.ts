import { detached } from "#lib/cleanup/detached.ts";
import { runDeletion } from "#lib/cleanup/run.ts";
import { deletionEventAnswer } from "#lib/http/answers/tag-answers.ts";
import { auditedDeletion } from "#lib/http/audit-deletion.ts";
import { deletionSchema } from "#lib/http/deletion-schemas.ts";
import { ndjson } from "#lib/http/ndjson.ts";
import { lines } from "#lib/http/operation.ts";
import { refuseReadOnly } from "#lib/http/refuse-read-only.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { reportUnheard } from "#lib/http/report-unheard.ts";
import { route } from "#lib/http/route.ts";
import { openIndex } from "#lib/index/open-index.ts";

/** Deletes tags, exactly those confirmed, and tells of each. Goes on to its end when the person leaves. */
export const POST = route(
  {
    role: "operator",
    operation: {
      id: "deleteTags",
      group: "deletions",
      summary: "Deletes tags, exactly those, if each still points where it was seen, and tells of each.",
      answer: lines(deletionEventAnswer),
    },
    action: "apply",
    params: registryParams,
    body: deletionSchema,
    audits: ["deletion.run", "deletion.begin", "tag.delete", "manifest.delete"],
  },
  async ({ params, body, signal, audit }) => {
    audit.about({ repository: body.repository, details: { tags: body.tags.length } });
    const { setting, context } = await openIndex(params.registry);
    refuseReadOnly(setting);
    const events = auditedDeletion(runDeletion(context, body), params.registry, body, audit.writer());
    return ndjson(detached(events, reportUnheard), signal);
  },
);
