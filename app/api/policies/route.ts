import { z } from "zod";
import { auditValue, changesOf } from "#lib/audit/changes.ts";
import { database } from "#lib/db/database.ts";
import { orderedPoliciesAnswer, policiesAnswer, policyAnswer } from "#lib/http/answers/retention-answers.ts";
import { created } from "#lib/http/created.ts";
import { createdAs, json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { policySchema } from "#lib/oci/retention/policy.ts";
import { addPolicy, orderPolicies } from "#lib/retention/change-policies.ts";
import { knownPolicies } from "#lib/retention/policies.ts";

/** The policies of retention that hold, in their order. */
export const GET = route(
  {
    role: "operator",
    operation: {
      id: "listPolicies",
      group: "retention",
      summary: "The policies of retention that hold, in their order.",
      answer: json(policiesAnswer),
    },
    action: "read",
  },
  () => knownPolicies(database()),
);

/** Adds a policy below the others. */
export const POST = route(
  {
    role: "operator",
    operation: {
      id: "addPolicy",
      group: "retention",
      summary: "Adds a policy below the others. Nothing is deleted.",
      answer: createdAs(policyAnswer),
    },
    action: "rules",
    body: policySchema,
    audits: ["rules.change"],
  },
  async ({ body, audit }) => {
    audit.about({ details: { policy: body.name } });
    const known = await addPolicy(
      database(),
      body,
      Date.now(),
      audit.within(({ after }) => ({ details: { added: auditValue(after) } })),
    );
    return created(`/api/policies/${known.id}`, known);
  },
);

/** Puts the policies in another order. */
export const PUT = route(
  {
    role: "operator",
    operation: {
      id: "orderPolicies",
      group: "retention",
      summary: "Puts the policies in another order: the first that speaks of a repository governs it.",
      answer: json(orderedPoliciesAnswer),
    },
    action: "rules",
    body: z.strictObject({ order: z.array(z.string()).max(1_000) }),
    audits: ["rules.change"],
  },
  async ({ body, audit }) => {
    const also = audit.within<{ before: readonly string[]; after: readonly string[] }>(
      ({ before, after }) => ({
        details: changesOf({ order: before }, { order: after }),
      }),
    );
    return { policies: await orderPolicies(database(), body.order, also) };
  },
);
