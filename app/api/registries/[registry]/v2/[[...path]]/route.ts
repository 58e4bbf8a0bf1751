import { forwardDeletion, forwardToRegistry } from "#lib/http/forwarding.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";

/** The registry's own API, for tools and for the links in raw JSON: its answers as they are, streamed. */
export const GET = route({ role: "viewer", params: registryParams }, ({ params, request }) =>
  forwardToRegistry(params.registry, "GET", request),
);

export const HEAD = route({ role: "viewer", params: registryParams }, ({ params, request }) =>
  forwardToRegistry(params.registry, "HEAD", request),
);

export const DELETE = route(
  { role: "operator", params: registryParams, audits: ["manifest.delete", "tag.delete"] },
  ({ params, request, audit }) => forwardDeletion(params.registry, request, audit),
);
