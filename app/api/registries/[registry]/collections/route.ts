import { collectionsOf, startCollection, tellCollection } from "#lib/cleanup/collection/collections.ts";
import { collectionRunAnswer, collectionsAnswer } from "#lib/http/answers/collection-answers.ts";
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
      summary: "The latest collections of a registry, and how far the one under way is.",
      answer: json(collectionsAnswer),
    },
    params: registryParams,
  },
  ({ params }) => collectionsOf(params.registry),
);

/** Begins to collect, or keeps that somebody did without Stowage. */
export const POST = route(
  {
    role: "operator",
    action: "apply",
    operation: {
      id: "collectGarbage",
      group: "collections",
      summary: "Begins to collect garbage, or keeps that somebody did.",
      answer: createdAs(collectionRunAnswer),
    },
    params: registryParams,
    body: collectionActionSchema,
    audits: ["collection.run"],
  },
  async ({ params: { registry }, body, principal, audit }) => {
    const { action, deleteUntagged } = body;
    audit.about({ details: { action, deleteUntagged } });
    const by = planPerson(principal);
    const run =
      body.action === "collect"
        ? await startCollection(registry, body.deleteUntagged, by, stoppingController().signal)
        : await tellCollection(registry, body.at, body.deleteUntagged, by);
    return created(`/api/registries/${registry}/collections/${run.id}`, run);
  },
);
