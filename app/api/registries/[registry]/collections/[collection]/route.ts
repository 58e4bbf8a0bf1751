import { collectionOf } from "#lib/cleanup/collection/collections.ts";
import { collectionRunAnswer } from "#lib/http/answers/collection-answers.ts";
import { collectionParams } from "#lib/http/collection-schemas.ts";
import { json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";

/** A collection with what it printed. */
export const GET = route(
  {
    role: "operator",
    operation: {
      id: "readCollection",
      group: "collections",
      summary: "A collection with what it printed.",
      answer: json(collectionRunAnswer),
    },
    params: collectionParams,
  },
  ({ params }) => collectionOf(params.registry, params.collection),
);
