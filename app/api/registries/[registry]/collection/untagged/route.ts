import { unreachedOf } from "#lib/cleanup/collection/collections.ts";
import { unreachedAnswer } from "#lib/http/answers/collection-answers.ts";
import { listPartSchema } from "#lib/http/collection-schemas.ts";
import { json } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";

/** Manifests that no tag reaches, each asked for just now. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "listUnreachedManifests",
      group: "collections",
      summary: "Manifests that no tag reaches, each asked for just now.",
      answer: json(unreachedAnswer),
    },
    params: registryParams,
    query: listPartSchema,
  },
  ({ params, query, signal }) => unreachedOf(params.registry, query.after, query.limit, signal),
);
