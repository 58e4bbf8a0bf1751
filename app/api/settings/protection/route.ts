import { z } from "zod";
import { database } from "#lib/db/database.ts";
import { route } from "#lib/http/route.ts";
import { protectionsSchema } from "#lib/oci/retention/pattern-schema.ts";
import { protectedPatterns, storeProtections } from "#lib/settings/protection.ts";

/** Tags that nothing deletes. */
export const GET = route({ role: "viewer" }, async () => ({ protect: await protectedPatterns(database()) }));

/** Protects tags, and no others. */
export const PUT = route(
  { role: "administrator", body: z.strictObject({ protect: protectionsSchema }) },
  async ({ body }) => ({ protect: await storeProtections(database(), body.protect) }),
);
