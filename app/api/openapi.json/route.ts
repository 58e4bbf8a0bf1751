import { config } from "#lib/config.ts";
import { openApiDocument } from "#lib/http/openapi/document.ts";
import { route } from "#lib/http/route.ts";
import { routeFiles } from "./route-files.ts";

/** The description of the API, in OpenAPI 3.1. */
export const GET = route({ role: "viewer", scoped: "by-handler" }, () =>
  openApiDocument(routeFiles, config().publicUrl),
);
