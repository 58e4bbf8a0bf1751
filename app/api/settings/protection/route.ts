import { z } from "zod";
import { database } from "#lib/db/database.ts";
import { route } from "#lib/http/route.ts";
import { protectionsSchema } from "#lib/oci/retention/pattern-schema.ts";
import { protectedPatterns, storeProtections } from "#lib/settings/protection.ts";

/** Tags that nothing deletes: those of the mounted file first, then those that are stored. */
export const GET = route({ role: "viewer" }, async () => ({ protect: await protectedPatterns(database()) }));

/** Replaces the patterns that are stored; those of the mounted file stay. */
export const PUT = route(
  { role: "administrator", body: z.strictObject({ protect: protectionsSchema }) },
  async ({ body }) => ({ protect: await storeProtections(database(), body.protect) }),
);
