import { route } from "#lib/http/route.ts";

/**
 * Whether Stowage can do its work, for load balancers and containers: the database was asked by {@link route}, and a
 * failure there answers 503. Registries are not asked: they fail by themselves.
 */
export const GET = route({ role: "public" }, () => ({ status: "ok" }));
