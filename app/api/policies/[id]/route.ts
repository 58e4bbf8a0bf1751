import { z } from "zod";
import { database } from "#lib/db/database.ts";
import { route } from "#lib/http/route.ts";
import { policySchema } from "#lib/oci/retention/policy.ts";
import { changePolicy, findPolicy, removePolicy } from "#lib/retention/policies.ts";

const params = z.object({ id: z.string() });

export const GET = route({ role: "operator", params }, ({ params: { id } }) => findPolicy(database(), id));

/** Changes a policy that is still as it was seen. */
export const PUT = route(
  { role: "operator", params, body: z.strictObject({ policy: policySchema, seen: z.int() }) },
  ({ params: { id }, body }) => changePolicy(database(), id, body.policy, body.seen, Date.now()),
);

/** Removes a policy; what it governed is governed by the next one that speaks of it. */
export const DELETE = route({ role: "operator", params }, ({ params: { id } }) =>
  removePolicy(database(), id),
);
