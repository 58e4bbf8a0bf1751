import { collectionsOf, startCollection, tellCollection } from "#lib/cleanup/collection/collections.ts";
import { collectionActionSchema } from "#lib/http/collection-schemas.ts";
import { created } from "#lib/http/created.ts";
import { planPerson } from "#lib/http/plan-person.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { stoppingController } from "#lib/http/stopping.ts";

/** The latest collections of a registry's garbage, and how far the one under way is. */
export const GET = route({ role: "viewer", params: registryParams }, ({ params }) =>
  collectionsOf(params.registry),
);

/** Begins to collect, or keeps that somebody did without Stowage. */
export const POST = route(
  { role: "operator", params: registryParams, body: collectionActionSchema },
  async ({ params: { registry }, body, principal }) => {
    const by = planPerson(principal);
    const run =
      body.action === "collect"
        ? await startCollection(registry, body.deleteUntagged, by, stoppingController().signal)
        : await tellCollection(registry, body.at, body.deleteUntagged, by);
    return created(`/api/registries/${registry}/collections/${run.id}`, run);
  },
);
