import { pingDatabase } from "#lib/db/database.ts";
import { route } from "#lib/http/route.ts";

/**
 * Whether Stowage can do its work, for load balancers and containers: the database is asked, and a failure there answers
 * 503. Registries are not asked: they fail by themselves.
 */
export const GET = route({ role: "public" }, async () => {
  await pingDatabase();
  return { status: "ok" };
});
