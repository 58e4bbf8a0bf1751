import { z } from "zod";
import { database } from "#lib/db/database.ts";
import { protectionAnswer } from "#lib/http/answers/retention-answers.ts";
import { json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { protectionsSchema } from "#lib/oci/retention/pattern-schema.ts";
import { protectedPatterns, storeProtections } from "#lib/settings/protection.ts";

/** Tags that nothing deletes: those of the mounted file first, then those that are stored. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "listProtectedTags",
      group: "retention",
      summary: "Patterns of tags that nothing deletes.",
      answer: json(protectionAnswer),
    },
  },
  async () => ({ protect: await protectedPatterns(database()) }),
);

/** Replaces the patterns that are stored; those of the mounted file stay. */
export const PUT = route(
  {
    role: "administrator",
    action: "rules",
    operation: {
      id: "changeProtectedTags",
      group: "retention",
      summary: "Replaces the patterns of tags that nothing deletes.",
      answer: json(protectionAnswer),
    },
    body: z.strictObject({ protect: protectionsSchema }),
    audits: ["protection.change"],
  },
  async ({ body, audit }) => {
    const before = await protectedPatterns(database());
    audit.about({ details: { before: JSON.stringify(before), after: JSON.stringify(body.protect) } });
    return { protect: await storeProtections(database(), body.protect) };
  },
);
