import { z } from "zod";
import { platformsAnswer } from "#lib/http/answers/tag-answers.ts";
import { json } from "#lib/http/operation.ts";
import { repositorySchema } from "#lib/http/reference-schemas.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { knownPlatforms } from "#lib/index/known-tags.ts";

/** Every platform that a tag of a repository has. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "listPlatforms",
      group: "tags",
      summary: "Every platform that a tag of a repository has.",
      answer: json(platformsAnswer),
    },
    params: registryParams,
    query: z.object({ repository: repositorySchema }),
  },
  async ({ params, query }) => ({ platforms: await knownPlatforms(params.registry, query.repository) }),
);
