import { forwardDeletion, forwardToRegistry } from "#lib/http/forwarding.ts";
import { bytes } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";

/** The registry's own API, for tools and for the links in raw JSON: its answers as they are, streamed. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "forwardGet",
      group: "registries",
      summary: "The registry’s own API: its answers as they are.",
      answer: bytes("*/*"),
    },
    params: registryParams,
    scoped: "by-handler",
  },
  ({ params, request, principal }) => forwardToRegistry(params.registry, "GET", request, principal),
);

export const HEAD = route(
  {
    role: "viewer",
    operation: {
      id: "forwardHead",
      group: "registries",
      summary: "The registry’s own API: headers alone.",
      answer: bytes("*/*"),
    },
    params: registryParams,
    scoped: "by-handler",
  },
  ({ params, request, principal }) => forwardToRegistry(params.registry, "HEAD", request, principal),
);

export const DELETE = route(
  {
    role: "operator",
    operation: {
      id: "forwardDelete",
      group: "deletions",
      summary: "Deletes a manifest or a tag by the registry’s own API, with all that this takes along there.",
      answer: bytes("*/*"),
    },
    action: "apply",
    params: registryParams,
    scoped: "by-handler",
    audits: ["manifest.delete", "tag.delete"],
  },
  ({ params, request, principal, audit }) => forwardDeletion(params.registry, request, principal, audit),
);
