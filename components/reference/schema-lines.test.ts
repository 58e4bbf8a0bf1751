import { expect, test } from "vitest";
import { schemaLines, typeText } from "./schema-lines.ts";

test("a value's type is told in a few words", () => {
  expect(typeText({ type: "string", format: "date" })).toBe("string (date)");
  expect(typeText({ anyOf: [{ type: "integer" }, { type: "null" }] })).toBe("integer | null");
  expect(typeText({ type: "string", enum: ["a", "b"] })).toBe('"a" | "b"');
  expect(typeText({ type: "array", items: { type: "object" } })).toBe("array of object");
  expect(typeText({ $ref: "#/components/schemas/Problem" })).toBe("Problem");
  expect(typeText({})).toBe("any");
});

test("an object is told field by field, and so is what is inside of lists and of what may be null", () => {
  const tag = { type: "object", properties: { name: { type: "string" } }, required: ["name"] };
  const lines = schemaLines({
    type: "object",
    properties: {
      tags: { type: "array", items: tag },
      one: { anyOf: [tag, { type: "null" }], description: "The first." },
    },
    required: ["tags"],
  });
  expect(lines.map(({ depth, name, type, required }) => [depth, name, type, required])).toEqual([
    [0, null, "object", true],
    [1, "tags", "array of object", true],
    [2, "name", "string", true],
    [1, "one", "object | null", false],
    [2, "name", "string", true],
  ]);
  expect(lines[3]?.description).toBe("The first.");
});

test("each of several forms is told by itself", () => {
  const form = (kind: string) => ({ type: "object", properties: { kind: { const: kind } } });
  const lines = schemaLines({ oneOf: [form("a"), form("b")] });
  expect(lines.map(({ depth, name, type }) => [depth, name, type])).toEqual([
    [0, null, "object"],
    [1, null, "object"],
    [2, "kind", '"a"'],
    [1, null, "object"],
    [2, "kind", '"b"'],
  ]);
});
