import { z } from "zod";
import { syncAnswer } from "#lib/http/answers/registry-answers.ts";
import { json } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { registrySync, steerSync } from "#lib/index/sync-job.ts";

/** How the sync of a registry stands. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "readSync",
      group: "registries",
      summary: "How the sync of a registry stands.",
      answer: json(syncAnswer),
    },
    params: registryParams,
  },
  ({ params }) => registrySync(params.registry),
);

/** Begins a sync, pauses it, or lets it go on. */
export const POST = route(
  {
    role: "operator",
    operation: {
      id: "steerSync",
      group: "registries",
      summary: "Begins a sync, pauses it, or lets it go on.",
      answer: json(syncAnswer),
    },
    params: registryParams,
    body: z.strictObject({ action: z.enum(["start", "pause", "resume"]) }),
    audits: ["sync.start", "sync.pause", "sync.resume"],
  },
  ({ params, body, audit }) => {
    audit.about({ action: `sync.${body.action}` });
    return steerSync(params.registry, body.action);
  },
);
