import { z } from "zod";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { registrySync, steerSync } from "#lib/index/sync-job.ts";

/** How the sync of a registry stands. */
export const GET = route({ role: "viewer", params: registryParams }, ({ params }) =>
  registrySync(params.registry),
);

/** Begins a sync, pauses it, or lets it go on. */
export const POST = route(
  {
    role: "operator",
    params: registryParams,
    body: z.strictObject({ action: z.enum(["start", "pause", "resume"]) }),
    audits: ["sync.start", "sync.pause", "sync.resume"],
  },
  ({ params, body, audit }) => {
    audit.about({ action: `sync.${body.action}` });
    return steerSync(params.registry, body.action);
  },
);
