import { shellQuote } from "#lib/oci/shell-quote.ts";
import type { ApiOperation, JsonSchema, Parameter } from "./types.ts";

/** Stands in examples where the reader's token goes. */
const tokenPlaceholder = "$STOWAGE_TOKEN";

/** Something that fits a schema, for an example: its own where it has one, and of an object what it must have. */
function exampleOf(schema: JsonSchema): unknown {
  const [own] = schema.examples ?? [];
  if (own !== undefined) return own;
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum !== undefined) return schema.enum[0];
  const [one] = schema.anyOf ?? schema.oneOf ?? [];
  if (one !== undefined) return exampleOf(one);
  switch ([schema.type].flat()[0]) {
    case "object": {
      const required = (schema.required ?? []).map((name) => [
        name,
        exampleOf(schema.properties?.[name] ?? {}),
      ]);
      return Object.fromEntries(required);
    }
    case "array":
      return schema.items === undefined ? [] : [exampleOf(schema.items)];
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return true;
    default:
      return "…";
  }
}

/**
 * A command that calls an operation, for a shell: with a token where one is let in.
 *
 * @param origin where Stowage is.
 */
export function curlExample(origin: string, method: string, path: string, operation: ApiOperation): string {
  const { parameters = [], requestBody } = operation;
  const url = `${origin}${filledPath(path, parameters)}${filledQuery(parameters)}`;
  const body = requestBody?.content["application/json"]?.schema;
  const lines = [
    `curl${method === "GET" ? "" : method === "HEAD" ? " --head" : ` -X ${method}`} ${shellQuote(url)}`,
    ...(operation["x-stowage-token-action"] === undefined
      ? []
      : [`-H "Authorization: Bearer ${tokenPlaceholder}"`]),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d ${shellQuote(JSON.stringify(exampleOf(body)))}`]),
  ];
  return lines.join(" \\\n  ");
}

function filledPath(path: string, parameters: readonly Parameter[]): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.in === "path" && one.name === name);
    const example = parameter === undefined ? "…" : String(exampleOf(parameter.schema));
    return example === "…" ? `<${name}>` : example;
  });
}

function filledQuery(parameters: readonly Parameter[]): string {
  const needed = parameters.filter((one) => one.in === "query" && one.required);
  if (needed.length === 0) return "";
  return `?${needed.map(({ name, schema }) => `${name}=${String(exampleOf(schema))}`).join("&")}`;
}
