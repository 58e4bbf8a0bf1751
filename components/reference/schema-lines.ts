import type { JsonSchema } from "#lib/http/openapi/types.ts";

/** A line of a schema as it is read: a field, or one of several forms. */
export interface SchemaLine {
  /** How deep inside, from 0. */
  readonly depth: number;
  /** The field's name; null for the value itself, and for one of several forms. */
  readonly name: string | null;
  /** In the words of JSON Schema: `string`, `integer`, `“a” | “b”`, `array of object`. */
  readonly type: string;
  readonly required: boolean;
  readonly description: string | null;
  readonly default: string | null;
}

/** What `true` and `[…]` of JSON Schema are for, one line each, from the outside in. */
export function schemaLines(schema: JsonSchema): SchemaLine[] {
  return linesOf(schema, 0, null, true);
}

function linesOf(schema: JsonSchema, depth: number, name: string | null, required: boolean): SchemaLine[] {
  const line: SchemaLine = {
    depth,
    name,
    type: typeText(schema),
    required,
    description: schema.description ?? null,
    default: schema.default === undefined || schema.default === null ? null : JSON.stringify(schema.default),
  };
  return [line, ...insides(schema, depth + 1)];
}

/** The fields of an object, of the objects in an array, or of each form that has some. */
function insides(schema: JsonSchema, depth: number): SchemaLine[] {
  if (schema.properties !== undefined) {
    return Object.entries(schema.properties).flatMap(([name, inner]) =>
      linesOf(inner, depth, name, schema.required?.includes(name) === true),
    );
  }
  if (schema.items !== undefined) return insides(schema.items, depth);
  if (typeof schema.additionalProperties === "object") return insides(schema.additionalProperties, depth);
  const forms = (schema.anyOf ?? schema.oneOf ?? []).filter((form) => insides(form, depth).length > 0);
  const [only] = forms;
  // A value that may be null has one form that is worth telling.
  if (forms.length === 1 && only !== undefined) return insides(only, depth);
  return forms.flatMap((form) => linesOf(form, depth, null, false));
}

/** The type of a value in a few words. */
export function typeText(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return schema.$ref.split("/").at(-1) ?? "object";
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms !== undefined) return [...new Set(forms.map(typeText))].join(" | ");
  if (schema.items !== undefined) return `array of ${typeText(schema.items)}`;
  const type = [schema.type ?? "any"].flat().join(" | ");
  return schema.format === undefined ? type : `${type} (${schema.format})`;
}
