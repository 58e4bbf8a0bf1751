import { forgetRegistryAndCleanup } from "#lib/cleanup/forget-registry.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { findRegistry, updateRegistry } from "#lib/settings/registries.ts";
import { registryDraftSchema } from "#lib/settings/registry-draft.ts";
import { shownTo } from "#lib/settings/shown-to.ts";

/** One registry as it is configured. */
export const GET = route({ role: "viewer", params: registryParams }, async ({ principal, params }) =>
  shownTo(principal.role, await findRegistry(params.registry)),
);

/** Changes a registry. A password that is not given is kept; null removes it. */
export const PUT = route(
  { role: "administrator", params: registryParams, body: registryDraftSchema },
  ({ params, body }) => updateRegistry(params.registry, body),
);

/** Forgets a registry; nothing in it is touched. */
export const DELETE = route({ role: "administrator", params: registryParams }, ({ params }) =>
  forgetRegistryAndCleanup(params.registry),
);
