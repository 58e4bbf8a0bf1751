import { z } from "zod";
import type { JsonSchema } from "./types.ts";

/**
 * A schema of zod as JSON Schema: what is checked by code of ours alone, such as the form of a digest, is left open there, and
 * says in words what it is.
 *
 * @param io what is sent (`input`), with what may be left out; or what is answered (`output`).
 */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ jsonSchema: written }) => {
      // What the format says already, and bounds that every number in JSON has.
      if (written.format === "date" || written.format === "date-time") delete written.pattern;
      if (written.minimum === -Number.MAX_SAFE_INTEGER) delete written.minimum;
      if (written.maximum === Number.MAX_SAFE_INTEGER) delete written.maximum;
    },
  });
  // Written as JSON, so that nothing of zod's own hangs on it.
  return JSON.parse(JSON.stringify(rest)) as JsonSchema;
}
