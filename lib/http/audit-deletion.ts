import type { AuditEvent } from "#lib/audit/types.ts";
import type { Deletion } from "#lib/cleanup/run.ts";
import type { DeletionEvent, DeletionOutcome, UntaggedOutcome } from "#lib/cleanup/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { Tag } from "#lib/oci/reference.ts";
import { problemOf } from "./problem.ts";
import type { AuditWriter } from "./request-audit.ts";

/**
 * A deletion with its entries in the audit log: that it begins, which must be written before anything is deleted; what became of
 * each tag and manifest, as it is known; and how it ended.
 *
 * @param events of the deletion, which begins when the first is asked for.
 */
export async function* auditedDeletion(
  events: AsyncIterable<DeletionEvent>,
  registry: string,
  { repository, tags, untagged }: Deletion,
  write: AuditWriter,
): AsyncGenerator<DeletionEvent, void, void> {
  const place = { registry, repository };
  const confirmed = new Map<Tag, Digest | null>(tags.map(({ tag, digest }) => [tag, digest]));
  const counts: Record<string, number> = {};
  let failure: string | undefined;
  const asked = { tags: tags.length, manifests: untagged.length };
  await write({ ...place, action: "deletion.begin", outcome: "done", details: asked });
  try {
    for await (const event of events) {
      if (event.type !== "done") {
        const { outcome } = event;
        const entry = "tag" in outcome ? tagEntry(outcome, confirmed) : manifestEntry(outcome);
        await write({ ...place, ...entry });
        const counted = `${event.type === "tag" ? "tags" : "manifests"} ${outcome.state}`;
        counts[counted] = (counts[counted] ?? 0) + 1;
        if (outcome.state === "failed") failure ??= outcome.problem.code;
      } else {
        const { missing, remaining } = event;
        if (remaining.length > 0) failure ??= "TAGS_REMAINING";
        const found = { ...(missing.length > 0 && { missing }), ...(remaining.length > 0 && { remaining }) };
        await write({ ...place, ...runEntry(failure), details: { ...counts, ...found } });
      }
      yield event;
    }
  } catch (error) {
    await write({ ...place, ...runEntry(problemOf(error).code), details: counts });
    throw error;
  }
}

function runEntry(failure: string | undefined): AuditEvent {
  const action = "deletion.run";
  return failure === undefined ? { action, outcome: "done" } : { action, outcome: "failed", code: failure };
}

function tagEntry(outcome: DeletionOutcome, confirmed: ReadonlyMap<Tag, Digest | null>): AuditEvent {
  const { tag } = outcome;
  const digest = confirmed.get(tag) ?? null;
  const base = { action: "tag.delete", reference: tag } as const;
  switch (outcome.state) {
    case "deleted":
      return { ...base, outcome: "done", details: { digest, method: outcome.method } };
    case "moved":
      return { ...base, outcome: "refused", code: "TAG_MOVED", details: { digest, found: outcome.digest } };
    case "gone":
      return { ...base, outcome: "refused", code: "TAG_GONE", details: { digest } };
    case "failed":
      return { ...base, outcome: "failed", code: outcome.problem.code, details: { digest } };
  }
}

function manifestEntry(outcome: UntaggedOutcome): AuditEvent {
  const base = { action: "manifest.delete", reference: outcome.digest } as const;
  switch (outcome.state) {
    case "deleted":
      return { ...base, outcome: "done" };
    case "kept":
      return {
        ...base,
        outcome: "refused",
        code: "MANIFEST_REACHED",
        details: { reachedBy: outcome.reachedBy },
      };
    case "failed":
      return { ...base, outcome: "failed", code: outcome.problem.code };
  }
}
