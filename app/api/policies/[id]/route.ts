import { z } from "zod";
import { auditValue, changesOf } from "#lib/audit/changes.ts";
import { database } from "#lib/db/database.ts";
import { policyAnswer } from "#lib/http/answers/retention-answers.ts";
import { json, nothing } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { policySchema } from "#lib/oci/retention/policy.ts";
import { changePolicy, removePolicy } from "#lib/retention/change-policies.ts";
import { findPolicy } from "#lib/retention/policies.ts";

const params = z.object({ id: z.string() });

export const GET = route(
  {
    role: "operator",
    operation: {
      id: "readPolicy",
      group: "retention",
      summary: "A policy of retention.",
      answer: json(policyAnswer),
    },
    action: "read",
    params,
  },
  ({ params: { id } }) => findPolicy(database(), id),
);

/** Changes a policy that is still as it was seen. */
export const PUT = route(
  {
    role: "operator",
    operation: {
      id: "changePolicy",
      group: "retention",
      summary: "Changes a policy that is still as it was seen. Nothing is deleted.",
      answer: json(policyAnswer),
    },
    action: "rules",
    params,
    body: z.strictObject({ policy: policySchema, seen: z.int() }),
    audits: ["rules.change"],
  },
  ({ params: { id }, body, audit }) => {
    audit.about({ details: { policy: body.policy.name } });
    return changePolicy(
      database(),
      id,
      body.policy,
      body.seen,
      Date.now(),
      audit.within(({ before, after }) => ({ details: changesOf(before ?? {}, after ?? {}) })),
    );
  },
);

/** Removes a policy; what it governed is governed by the next one that speaks of it. */
export const DELETE = route(
  {
    role: "operator",
    operation: {
      id: "removePolicy",
      group: "retention",
      summary: "Removes a policy; what it governed is governed by the next one that speaks of it.",
      answer: nothing,
    },
    action: "rules",
    params,
    audits: ["rules.change"],
  },
  ({ params: { id }, audit }) => {
    audit.about({ details: { id } });
    return removePolicy(
      database(),
      id,
      audit.within(({ before }) => ({
        details: { policy: before?.name ?? null, removed: auditValue(before) },
      })),
    );
  },
);
