import { checkStepAnswer } from "#lib/http/answers/registry-answers.ts";
import { ndjson } from "#lib/http/ndjson.ts";
import { lines } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { checkConnection } from "#lib/registry/check.ts";
import { endpointOfDraft } from "#lib/settings/registries.ts";
import { registryDraftSchema } from "#lib/settings/registry-draft.ts";

/** Checks the connection to a registry before it is stored. A password that is not given is that of the stored registry with the slug. */
export const POST = route(
  {
    role: "administrator",
    operation: {
      id: "checkNewRegistry",
      group: "registries",
      summary: "Checks the connection to a registry before it is added.",
      answer: lines(checkStepAnswer),
    },
    body: registryDraftSchema,
  },
  async ({ body, signal }) => ndjson(checkConnection(await endpointOfDraft(body), { signal }), signal),
);
