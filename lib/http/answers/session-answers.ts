import { z } from "zod";
import { roles } from "#lib/access/role.ts";
import { tokenActions } from "#lib/access/tokens/scopes.ts";
import { isoAnswer, slugAnswer } from "./common.ts";

const role = z.enum(roles);

const scopes = z.strictObject({
  registries: z.union([z.literal("all"), z.array(slugAnswer)]),
  repositories: z.union([z.literal("all"), z.array(z.string())]),
  actions: z.array(z.enum(tokenActions)),
});

/** Who is there. */
export const sessionAnswer = z.strictObject({
  principal: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("user"), id: z.string(), username: z.string(), role }),
      z.strictObject({ kind: z.literal("anonymous"), role: z.literal("viewer") }),
      z.strictObject({
        kind: z.literal("token"),
        id: z.string(),
        name: z.string(),
        owner: z.strictObject({ id: z.string(), username: z.string() }),
        role,
        scopes,
      }),
    ])
    .nullable()
    .meta({ description: "Null for a stranger." }),
  needsSetup: z.boolean().meta({ description: "The first administrator is still to be created." }),
});

/** A token, as it is listed. */
export const tokenAnswer = z.strictObject({
  id: z.string(),
  name: z.string(),
  prefix: z.string().meta({ description: "How the token begins.", examples: ["stw_ab12"] }),
  owner: z.string(),
  scopes,
  createdAt: isoAnswer,
  expiresAt: isoAnswer,
  usedAt: isoAnswer.nullable(),
  revokedAt: isoAnswer.nullable(),
});

/** A token that was just made. */
export const madeTokenAnswer = z.strictObject({
  token: z.string().meta({ description: "It is given this once." }),
  summary: tokenAnswer,
});

/** A user. */
export const userAnswer = z.strictObject({
  id: z.string(),
  username: z.string(),
  role,
  createdAt: isoAnswer,
  signedInAt: isoAnswer.nullable(),
});
