import { collectionsOf, startCollection, tellCollection } from "#lib/cleanup/collection/collections.ts";
import { collectionRunAnswer, collectionRunsAnswer } from "#lib/http/answers/collection-answers.ts";
import { collectionActionSchema } from "#lib/http/collection-schemas.ts";
import { created } from "#lib/http/created.ts";
import { createdAs, json } from "#lib/http/operation.ts";
import { planPerson } from "#lib/http/plan-person.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { stoppingController } from "#lib/http/stopping.ts";

/** The latest collections of a registry's garbage, and how far the one under way is. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "listCollections",
      group: "collections",
      summary: "The latest collections of a registry’s garbage, and how far the one under way is.",
      answer: json(collectionRunsAnswer),
    },
    params: registryParams,
  },
  ({ params }) => collectionsOf(params.registry),
);

/** Begins to collect, or keeps that somebody did without Stowage. */
export const POST = route(
  {
    role: "operator",
    operation: {
      id: "runCollection",
      group: "collections",
      summary: "Begins to collect a registry’s garbage, or keeps that somebody did without Stowage.",
      answer: createdAs(collectionRunAnswer),
    },
    params: registryParams,
    body: collectionActionSchema,
    audits: ["collection.run", "collection.tell"],
  },
  async ({ params: { registry }, body, principal, audit }) => {
    const { deleteUntagged } = body;
    if (body.action === "collect") audit.about({ action: "collection.run", details: { deleteUntagged } });
    else audit.about({ action: "collection.tell", details: { deleteUntagged, at: body.at ?? null } });
    const by = planPerson(principal);
    const run =
      body.action === "collect"
        ? await startCollection(registry, deleteUntagged, by, stoppingController().signal)
        : await tellCollection(registry, body.at, deleteUntagged, by);
    return created(`/api/registries/${registry}/collections/${run.id}`, run);
  },
);
