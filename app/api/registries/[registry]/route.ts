import { forgetRegistryAndCleanup } from "#lib/cleanup/forget-registry.ts";
import { registryAnswer } from "#lib/http/answers/registry-answers.ts";
import { draftAudit, registryAudit } from "#lib/http/audit-subjects.ts";
import { json, nothing } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { findRegistry, updateRegistry } from "#lib/settings/registries.ts";
import { registryDraftSchema } from "#lib/settings/registry-draft.ts";
import { shownTo } from "#lib/settings/shown-to.ts";

/** One registry as it is configured. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "readRegistry",
      group: "registries",
      summary: "One registry as it is configured.",
      answer: json(registryAnswer),
    },
    params: registryParams,
    scoped: "by-handler",
  },
  async ({ principal, params }) => shownTo(principal.role, await findRegistry(params.registry)),
);

/** Changes a registry. A password that is not given is kept; null removes it. */
export const PUT = route(
  {
    role: "administrator",
    operation: {
      id: "changeRegistry",
      group: "registries",
      summary: "Changes a registry. A password that is not given is kept; null removes it.",
      answer: json(registryAnswer),
    },
    params: registryParams,
    body: registryDraftSchema,
    audits: ["registry.change"],
  },
  ({ params, body, audit }) => {
    audit.about({ ...draftAudit(body), registry: params.registry });
    return updateRegistry(params.registry, body, audit.within(registryAudit));
  },
);

/** Forgets a registry; nothing in it is touched. */
export const DELETE = route(
  {
    role: "administrator",
    operation: {
      id: "removeRegistry",
      group: "registries",
      summary: "Forgets a registry; nothing in it is touched.",
      answer: nothing,
    },
    params: registryParams,
    audits: ["registry.remove"],
  },
  ({ params, audit }) => forgetRegistryAndCleanup(params.registry, audit.within(registryAudit)),
);
