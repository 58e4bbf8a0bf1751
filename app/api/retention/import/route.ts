import { z } from "zod";
import { database } from "#lib/db/database.ts";
import { route } from "#lib/http/route.ts";
import { importRetention, previewImport } from "#lib/retention/document.ts";

const yaml = z.string().max(2_000_000);

/** What a file would change. Nothing is changed. */
export const POST = route({ role: "operator", body: z.strictObject({ yaml }) }, ({ body }) =>
  previewImport(database(), body.yaml),
);

/** Replaces policies and protected tags with those of a file, if what is stored is still what the preview compared it with. */
export const PUT = route(
  { role: "administrator", body: z.strictObject({ yaml, seen: z.string() }) },
  ({ body }) => importRetention(database(), body.yaml, body.seen, Date.now()),
);
