import { z } from "zod";
import { mayReachRegistry } from "#lib/access/tokens/within-scopes.ts";
import { registryAnswer } from "#lib/http/answers/registry-answers.ts";
import { draftAudit, registryAudit } from "#lib/http/audit-subjects.ts";
import { created } from "#lib/http/created.ts";
import { createdAs, json } from "#lib/http/operation.ts";
import { route } from "#lib/http/route.ts";
import { createRegistry, listRegistries } from "#lib/settings/registries.ts";
import { registryDraftSchema } from "#lib/settings/registry-draft.ts";
import { shownTo } from "#lib/settings/shown-to.ts";

/** Every registry that is configured. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "listRegistries",
      group: "registries",
      summary: "Every registry that is configured.",
      answer: json(z.array(registryAnswer)),
    },
    scoped: "by-handler",
  },
  async ({ principal }) =>
    (await listRegistries())
      .filter(({ slug }) => mayReachRegistry(principal, slug))
      .map((setting) => shownTo(principal.role, setting)),
);

/** Adds a registry. */
export const POST = route(
  {
    role: "administrator",
    operation: {
      id: "addRegistry",
      group: "registries",
      summary: "Adds a registry.",
      answer: createdAs(registryAnswer),
    },
    body: registryDraftSchema,
    audits: ["registry.add"],
  },
  async ({ body, audit }) => {
    audit.about(draftAudit(body));
    const setting = await createRegistry(body, audit.within(registryAudit));
    return created(`/api/registries/${setting.slug}`, setting);
  },
);
