import { z } from "zod";

/** A problem as the API answers it, RFC 9457; see problem.ts. */
export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string().meta({ description: "To decide by.", examples: ["TOKEN_SCOPE"] }),
  detail: z.string().meta({ description: "A sentence in English." }),
  registry: z.string().optional().meta({ description: "The slug of the registry that it is about." }),
  params: z.record(z.string(), z.string()).optional().meta({ description: "What the sentence speaks of." }),
  issues: z
    .array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() }))
    .optional()
    .meta({ description: "What is wrong with what was sent, field by field." }),
  id: z.string().optional().meta({ description: "Under this id the server’s log has what happened." }),
});
