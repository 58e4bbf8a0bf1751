import { type ApiGroup, apiGroups } from "../operation.ts";
import { curlExample } from "./example.ts";
import type { ApiOperation, JsonSchema, OpenApiDocument, Parameter } from "./types.ts";

/** An operation as the reference shows it. */
export interface ReferenceOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** A role, `user` or `public`. */
  readonly role: string;
  /** The action that a token must be for; null where no token is let in. */
  readonly action: string | null;
  readonly audits: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: JsonSchema | null;
  /** What it answers: null where there is no body of a schema. */
  readonly answer: { readonly status: string; readonly lines: boolean; readonly schema: JsonSchema } | null;
  /** For a shell. */
  readonly example: string;
}

/** Operations of one part of the API. */
export interface ReferenceGroup {
  readonly name: ApiGroup;
  readonly operations: readonly ReferenceOperation[];
}

/**
 * The description of the API as a page shows it: by parts, in their order.
 *
 * @param origin where Stowage is, for examples.
 */
export function referenceOf({ paths }: OpenApiDocument, origin: string): ReferenceGroup[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      group: operation.tags[0],
      operation: shown(origin, method.toUpperCase(), path, operation),
    })),
  );
  return apiGroups
    .map((name) => ({
      name,
      operations: all.filter(({ group }) => group === name).map(({ operation }) => operation),
    }))
    .filter(({ operations }) => operations.length > 0);
}

function shown(origin: string, method: string, path: string, operation: ApiOperation): ReferenceOperation {
  return {
    id: operation.operationId,
    method,
    path,
    summary: operation.summary,
    role: operation["x-stowage-role"],
    action: operation["x-stowage-token-action"] ?? null,
    audits: operation["x-stowage-audit"] ?? [],
    parameters: operation.parameters ?? [],
    body: operation.requestBody?.content["application/json"]?.schema ?? null,
    answer: answerOf(operation),
    example: curlExample(origin, method, path, operation),
  };
}

function answerOf({ responses }: ApiOperation): ReferenceOperation["answer"] {
  for (const [status, { content }] of Object.entries(responses)) {
    if (status === "default") continue;
    const json = content?.["application/json"]?.schema;
    if (json !== undefined) return { status, lines: false, schema: json };
    const line = content?.["application/x-ndjson"]?.schema;
    if (line !== undefined) return { status, lines: true, schema: line };
  }
  return null;
}
