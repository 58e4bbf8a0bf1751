import { actionFor } from "../caller.ts";
import type { Answer, Operation } from "../operation.ts";
import type { RouteDescription } from "../route.ts";
import { jsonSchema } from "./json-schema.ts";
import type { ApiOperation, JsonSchema, Parameter } from "./types.ts";

/** A method of a path, as it is routed. */
export interface RoutedHandler {
  readonly method: string;
  /** As OpenAPI writes it: `/api/registries/{registry}`. */
  readonly path: string;
  readonly description: RouteDescription;
  /** What it writes to the audit log. */
  readonly audits: readonly string[];
}

/** The description of one operation, from what its route declares and checks requests by. */
export function operationOf(handler: RoutedHandler, operation: Operation): ApiOperation {
  const { method, path, description, audits } = handler;
  const { role, body } = description;
  const action = actionFor(description, method);
  const parameters = [...pathParameters(path, description), ...queryParameters(description)];
  return {
    operationId: operation.id,
    tags: [operation.group],
    summary: operation.summary,
    description: access(role, action),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: jsonSchema(body, "input") } },
          },
        }),
    responses: {
      ...responsesOf(operation.answer),
      default: {
        description: "What went wrong, and why.",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
    security: [
      ...(role === "public" ? [{}] : []),
      ...(role === "public" && action === undefined ? [] : [{ session: [] }]),
      ...(action === undefined ? [] : [{ token: [] }]),
    ],
    "x-stowage-role": role,
    ...(action === undefined ? {} : { "x-stowage-token-action": action }),
    ...(audits.length === 0 ? {} : { "x-stowage-audit": audits }),
  };
}

function access(role: string, action: string | undefined): string {
  const who = {
    public: "Anybody may call it.",
    user: "For anybody who is signed in.",
    viewer: "For viewers and above, and for strangers where anonymous viewing is on.",
    operator: "For operators and administrators.",
    administrator: "For administrators.",
  }[role];
  return `${who} ${action === undefined ? "Not with a token." : `A token must be for “${action}”.`}`;
}

function pathParameters(path: string, { params }: RouteDescription): Parameter[] {
  const schema = params === undefined ? {} : jsonSchema(params, "input");
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: schema.properties?.[name] ?? { type: "string", description: "It may have slashes in it." },
  }));
}

function queryParameters({ query }: RouteDescription): Parameter[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(query, "input");
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }));
}

function responsesOf(answer: Answer): ApiOperation["responses"] {
  switch (answer.kind) {
    case "json": {
      const schema = jsonSchema(answer.schema, "output");
      const description = answer.status === 201 ? "What was created." : "What was asked for.";
      return { [answer.status]: { description, content: { "application/json": { schema } } } };
    }
    case "lines":
      return {
        200: {
          description: "JSON documents, one a line, as they come.",
          content: { "application/x-ndjson": { schema: lineSchema(jsonSchema(answer.schema, "output")) } },
        },
      };
    case "nothing":
      return { 204: { description: "It is done." } };
    case "bytes":
      return { 200: { description: "What was asked for.", content: { [answer.mediaType]: {} } } };
  }
}

/** A line, or what went wrong after the first. */
function lineSchema(line: JsonSchema): JsonSchema {
  const problem: JsonSchema = {
    type: "object",
    description: "What went wrong after the first line; it is the last.",
    properties: { type: { const: "problem" }, problem: { $ref: "#/components/schemas/Problem" } },
    required: ["type", "problem"],
  };
  return { anyOf: [line, problem] };
}
