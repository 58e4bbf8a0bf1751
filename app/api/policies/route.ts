import { z } from "zod";
import { database } from "#lib/db/database.ts";
import { policiesAnswer, policyAnswer } from "#lib/http/answers/retention-answers.ts";
import { created } from "#lib/http/created.ts";
import { createdAs, json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { policySchema } from "#lib/oci/retention/policy.ts";
import { addPolicy, knownPolicies, orderPolicies } from "#lib/retention/policies.ts";

/** The policies of retention that hold, in their order. */
export const GET = route(
  {
    role: "operator",
    action: "rules",
    operation: {
      id: "listPolicies",
      group: "retention",
      summary: "The policies of retention that hold, in their order.",
      answer: json(policiesAnswer),
    },
  },
  () => knownPolicies(database()),
);

/** Adds a policy below the others. */
export const POST = route(
  {
    role: "operator",
    action: "rules",
    operation: {
      id: "createPolicy",
      group: "retention",
      summary: "Adds a policy below the others.",
      answer: createdAs(policyAnswer),
    },
    body: policySchema,
    audits: ["rules.change"],
  },
  async ({ body, audit }) => {
    audit.about({ details: { added: body.name, rules: body.rules.length } });
    const known = await addPolicy(database(), body, Date.now());
    return created(`/api/policies/${known.id}`, known);
  },
);

/** Puts the policies in another order. */
export const PUT = route(
  {
    role: "operator",
    action: "rules",
    operation: {
      id: "orderPolicies",
      group: "retention",
      summary: "Puts the policies in another order.",
      answer: json(policiesAnswer),
    },
    body: z.strictObject({ order: z.array(z.string()).max(1_000) }),
    audits: ["rules.change"],
  },
  async ({ body, audit }) => {
    audit.about({ details: { order: body.order } });
    return { policies: await orderPolicies(database(), body.order) };
  },
);
