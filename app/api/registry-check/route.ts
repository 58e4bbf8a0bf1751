import { ndjson } from "#lib/http/ndjson.ts";
import { route } from "#lib/http/route.ts";
import { checkConnection } from "#lib/registry/check.ts";
import { endpointOfDraft } from "#lib/settings/registries.ts";
import { registryDraftSchema } from "#lib/settings/registry-draft.ts";

/** Checks the connection to a registry before it is stored. A password that is not given is that of the stored registry with the slug. */
export const POST = route({ role: "administrator", body: registryDraftSchema }, async ({ body, signal }) =>
  ndjson(checkConnection(await endpointOfDraft(body), { signal }), signal),
);
