import { emptyRepositoriesOf } from "#lib/cleanup/collection/collections.ts";
import { emptyRepositoriesAnswer } from "#lib/http/answers/collection-answers.ts";
import { listPartSchema } from "#lib/http/collection-schemas.ts";
import { json } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";

/** Repositories that are left empty, with what to run so that they go. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "listEmptyRepositories",
      group: "collections",
      summary: "Repositories that are left empty, with what to run so that they go.",
      answer: json(emptyRepositoriesAnswer),
    },
    params: registryParams,
    query: listPartSchema,
  },
  ({ params, query }) => emptyRepositoriesOf(params.registry, query.after, query.limit),
);
