import { z } from "zod";
import { repositorySchema } from "#lib/http/reference-schemas.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { knownPlatforms } from "#lib/index/known-tags.ts";

/** Every platform that a tag of a repository has. */
export const GET = route(
  { role: "viewer", params: registryParams, query: z.object({ repository: repositorySchema }) },
  async ({ params, query }) => ({ platforms: await knownPlatforms(params.registry, query.repository) }),
);
