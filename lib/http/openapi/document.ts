import { apiGroups } from "../operation.ts";
import { audited, described, type GuardedHandler } from "../route.ts";
import { jsonSchema } from "./json-schema.ts";
import { operationOf } from "./operation-of.ts";
import { problemSchema } from "./problem-schema.ts";
import type { ApiOperation, OpenApiDocument } from "./types.ts";

/** A file of routes: its path as OpenAPI writes it, such as `/api/registries/{registry}`, and its handlers by method. */
export interface RouteFile {
  readonly path: string;
  readonly handlers: Readonly<Record<string, GuardedHandler>>;
}

/** In the order in which they are described. */
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

/** The version of the API: another one when a program that was written for this must be changed. */
const version = "1";

/**
 * Describes the API by what its routes declare: the schemas in it are those that requests are checked by.
 *
 * @param server where it is, as an origin; where that is not known, wherever the description came from.
 */
export function openApiDocument(files: readonly RouteFile[], server: string | undefined): OpenApiDocument {
  const paths: Record<string, Record<string, ApiOperation>> = {};
  for (const { path, handlers } of files) {
    for (const method of methods) {
      const handler = handlers[method];
      if (handler === undefined) continue;
      const description = handler[described];
      if (description.operation === undefined) continue;
      const operation = operationOf(
        { method, path, description, audits: handler[audited] },
        description.operation,
      );
      paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
    }
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Stowage",
      version,
      description:
        "Browse and manage container registries. Programs come with a token, which is made under Settings, API tokens: `Authorization: Bearer stw_…`. Errors are problem+json (RFC 9457), with a `code` to decide by and a sentence for a person.",
    },
    servers: [{ url: server ?? "/" }],
    tags: apiGroups.map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, "output") },
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "A token of Stowage, `stw_…`." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "stowage-session",
          description: "The session of somebody who has signed in; `__Host-stowage-session` over HTTPS.",
        },
      },
    },
  };
}
