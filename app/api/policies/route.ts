import { z } from "zod";
import { database } from "#lib/db/database.ts";
import { created } from "#lib/http/created.ts";
import { route } from "#lib/http/route.ts";
import { policySchema } from "#lib/oci/retention/policy.ts";
import { addPolicy, knownPolicies, orderPolicies } from "#lib/retention/policies.ts";

/** The policies of retention that hold, in their order. */
export const GET = route({ role: "operator" }, () => knownPolicies(database()));

/** Adds a policy below the others. */
export const POST = route({ role: "operator", body: policySchema }, async ({ body }) => {
  const known = await addPolicy(database(), body, Date.now());
  return created(`/api/policies/${known.id}`, known);
});

/** Puts the policies in another order. */
export const PUT = route(
  { role: "operator", body: z.strictObject({ order: z.array(z.string()).max(1_000) }) },
  async ({ body }) => ({ policies: await orderPolicies(database(), body.order) }),
);
