import { z } from "zod";
import { revokeToken, type TokenSummary } from "#lib/access/tokens/tokens.ts";
import { database } from "#lib/db/database.ts";
import { nothing } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { tokenAudit, tokensOf } from "#lib/http/token-owner.ts";

/** Revokes a token of one's own, or an administrator anybody's: from now on it works for nothing. */
export const DELETE = route(
  {
    role: "operator",
    operation: {
      id: "revokeToken",
      group: "tokens",
      summary: "Revokes a token, at once and for good.",
      answer: nothing,
    },
    params: z.object({ id: z.string() }),
    audits: ["token.revoke"],
  },
  ({ principal, params: { id }, audit }) => {
    audit.about({ details: { id } });
    return revokeToken(
      database(),
      id,
      tokensOf(principal),
      Date.now(),
      audit.within<TokenSummary>(tokenAudit),
    );
  },
);
