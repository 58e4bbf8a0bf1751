import { z } from "zod";
import { tokenScopesSchema } from "./scopes.ts";

/** The longest that a token works, and how long it does where nobody says, in days. */
const tokenDays = { least: 1, most: 365, usual: 90 } as const;

/** A new token. */
export const newTokenSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(64, "must have at most 64 characters")
    // The audit log names a token `owner/name`.
    .regex(/^[^/\p{Cc}]*$/u, "must have no slash in it"),
  scopes: tokenScopesSchema,
  /** From now on, in days. */
  days: z.number().int().min(tokenDays.least).max(tokenDays.most).default(tokenDays.usual),
});

export type NewToken = z.output<typeof newTokenSchema>;
export type NewTokenInput = z.input<typeof newTokenSchema>;
