import { z } from "zod";
import { database } from "#lib/db/database.ts";
import { policyAnswer } from "#lib/http/answers/retention-answers.ts";
import { json, nothing } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { policySchema } from "#lib/oci/retention/policy.ts";
import { changePolicy, findPolicy, removePolicy } from "#lib/retention/policies.ts";

const params = z.object({ id: z.string() });

/** One of the policies that hold. */
export const GET = route(
  {
    role: "operator",
    action: "rules",
    operation: {
      id: "readPolicy",
      group: "retention",
      summary: "One of the policies that hold.",
      answer: json(policyAnswer),
    },
    params,
  },
  ({ params: { id } }) => findPolicy(database(), id),
);

/** Changes a policy that is still as it was seen. */
export const PUT = route(
  {
    role: "operator",
    action: "rules",
    operation: {
      id: "changePolicy",
      group: "retention",
      summary: "Changes a policy that is still as it was seen.",
      answer: json(policyAnswer),
    },
    params,
    body: z.strictObject({ policy: policySchema, seen: z.int() }),
    audits: ["rules.change"],
  },
  async ({ params: { id }, body, audit }) => {
    const { policy: before } = await findPolicy(database(), id);
    audit.about({
      details: { policy: id, before: JSON.stringify(before), after: JSON.stringify(body.policy) },
    });
    return changePolicy(database(), id, body.policy, body.seen, Date.now());
  },
);

/** Removes a policy; what it governed is governed by the next one that speaks of it. */
export const DELETE = route(
  {
    role: "operator",
    action: "rules",
    operation: { id: "removePolicy", group: "retention", summary: "Removes a policy.", answer: nothing },
    params,
    audits: ["rules.change"],
  },
  async ({ params: { id }, audit }) => {
    const { policy } = await findPolicy(database(), id);
    audit.about({ details: { policy: id, removed: JSON.stringify(policy) } });
    await removePolicy(database(), id);
  },
);
