import { z } from "zod";
import { newTokenSchema } from "#lib/access/tokens/token-schemas.ts";
import { createToken, listTokens, type TokenSummary } from "#lib/access/tokens/tokens.ts";
import { database } from "#lib/db/database.ts";
import { madeTokenAnswer, tokenAnswer } from "#lib/http/answers/session-answers.ts";
import { created } from "#lib/http/created.ts";
import { createdAs, json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { tokenAudit, tokensOf } from "#lib/http/token-owner.ts";

/** One's own tokens; an administrator's answer has everybody's. */
export const GET = route(
  {
    role: "operator",
    operation: {
      id: "listTokens",
      group: "tokens",
      summary: "One’s own tokens; an administrator’s answer has everybody’s.",
      answer: json(z.array(tokenAnswer)),
    },
  },
  ({ principal }) => listTokens(database(), tokensOf(principal)),
);

/** Makes a token. The answer is the only place in which it ever stands. */
export const POST = route(
  {
    role: "operator",
    operation: {
      id: "createToken",
      group: "tokens",
      summary: "Makes a token. The answer is the only place in which it ever stands.",
      answer: createdAs(madeTokenAnswer),
    },
    body: newTokenSchema,
    audits: ["token.create"],
  },
  async ({ principal, body, audit }) => {
    audit.about({ details: { name: body.name, scopes: body.scopes, days: body.days } });
    const also = audit.within<TokenSummary>(tokenAudit);
    const made = await createToken(database(), principal, body, Date.now(), also);
    return created(`/api/tokens/${made.summary.id}`, made);
  },
);
