import { collectionOf } from "#lib/cleanup/collection/collections.ts";
import { collectionParams } from "#lib/http/collection-schemas.ts";
import { route } from "#lib/http/route.ts";

/** A collection with what it printed. */
export const GET = route({ role: "operator", params: collectionParams }, ({ params }) =>
  collectionOf(params.registry, params.collection),
);
