import { repositoryLinesAnswer } from "#lib/http/answers/registry-answers.ts";
import { listQuerySchema } from "#lib/http/list-schemas.ts";
import { json } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { knownRepositories } from "#lib/index/known-repositories.ts";

/** Some lines of the repository list as they were last seen, filtered and sorted. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "listRepositoryLines",
      group: "repositories",
      summary: "Some lines of the list of repositories as it was last seen.",
      answer: json(repositoryLinesAnswer),
    },
    params: registryParams,
    query: listQuerySchema,
  },
  async ({ params, query: { q, layout, sort, order, turned, offset } }) => {
    const query = { filter: q, layout, sort, direction: order, turned };
    return (await knownRepositories(params.registry, query, offset)).window;
  },
);
