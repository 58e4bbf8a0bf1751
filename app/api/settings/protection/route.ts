import { z } from "zod";
import { changesOf } from "#lib/audit/changes.ts";
import { database } from "#lib/db/database.ts";
import { protectionAnswer } from "#lib/http/answers/retention-answers.ts";
import { json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { protectionsSchema } from "#lib/oci/retention/pattern-schema.ts";
import type { ProtectedPattern } from "#lib/oci/retention/protected-pattern.ts";
import { protectedPatterns, storeProtections } from "#lib/settings/protection.ts";

/** Tags that nothing deletes: those of the mounted file first, then those that are stored. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "readProtectedTags",
      group: "settings",
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
    operation: {
      id: "changeProtectedTags",
      group: "settings",
      summary: "Replaces the patterns of tags that nothing deletes; those of a mounted file stay.",
      answer: json(protectionAnswer),
    },
    action: "rules",
    body: z.strictObject({ protect: protectionsSchema }),
    audits: ["protection.change"],
  },
  async ({ body, audit }) => {
    const plain = (patterns: readonly ProtectedPattern[]) => ({
      protect: patterns.map(({ id: _, ...its }) => its),
    });
    const also = audit.within<{ before: readonly ProtectedPattern[]; after: readonly ProtectedPattern[] }>(
      ({ before, after }) => ({ details: changesOf(plain(before), plain(after)) }),
    );
    return { protect: await storeProtections(database(), body.protect, also) };
  },
);
