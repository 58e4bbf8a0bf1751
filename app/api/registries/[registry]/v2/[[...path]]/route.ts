import { forwardDeletion, forwardToRegistry } from "#lib/http/forwarding.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";

/** The registry's own API, for tools and for the links in raw JSON: its answers as they are, streamed. */
export const GET = route(
  { role: "viewer", params: registryParams, scoped: "by-handler" },
  ({ params, request, principal }) => forwardToRegistry(params.registry, "GET", request, principal),
);

export const HEAD = route(
  { role: "viewer", params: registryParams, scoped: "by-handler" },
  ({ params, request, principal }) => forwardToRegistry(params.registry, "HEAD", request, principal),
);

export const DELETE = route(
  {
    role: "operator",
    action: "apply",
    params: registryParams,
    scoped: "by-handler",
    audits: ["manifest.delete", "tag.delete"],
  },
  ({ params, request, principal, audit }) => forwardDeletion(params.registry, request, principal, audit),
);
