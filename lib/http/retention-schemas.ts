import { z } from "zod";
import { policySchema } from "#lib/oci/retention/policy.ts";

/** A draft of a policy, and which rows of its preview are wanted. */
export const previewSchema = z.strictObject({
  /** The policy that is edited; null for a new one, which comes below the others. */
  id: z.string().nullable(),
  policy: policySchema,
  show: z.enum(["all", "goes", "stays"]),
  search: z.string().max(256),
  offset: z.int().min(0),
  limit: z.int().min(0).max(500),
});
