import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { described } from "../route.ts";
import { openApiDocument } from "./document.ts";
import { jsonSchema } from "./json-schema.ts";
import { problemSchema } from "./problem-schema.ts";
import { apiFolder, routeFiles } from "./test-routes.ts";

/** Handlers that are not described, each with why. */
const internal: Readonly<Record<string, string>> = {
  "/api/openapi.json GET": "the description itself, which cannot be in the list that it is made of",
};

const files = await routeFiles();
const document = openApiDocument(files, "https://stowage.example");
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

describe("the description of the API", () => {
  test("is OpenAPI 3.1, as a program that knows the specification finds", async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  test("has every route but those that are internal for a reason", () => {
    const missing = files.flatMap(({ path, handlers }) =>
      Object.entries(handlers)
        .filter(([, handler]) => handler[described].operation === undefined)
        .map(([method]) => `${path} ${method}`),
    );
    expect(missing).toEqual(Object.keys(internal));
  });

  test("is made of every file that there is", async () => {
    const list = await readFile(join(apiFolder, "openapi.json/route-files.ts"), "utf8");
    const listed = [...list.matchAll(/path: "([^"]+)"/g)].map(([, path]) => path);
    const there = files.map(({ path }) => path).filter((path) => path !== "/api/openapi.json");
    expect(listed.toSorted()).toEqual(there.toSorted());
  });

  test("names each operation once", () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("says who may call what, and with which token", () => {
    const of = (id: string) => operations.find(({ operationId }) => operationId === id);
    expect(of("createPlan")).toMatchObject({
      "x-stowage-role": "operator",
      "x-stowage-token-action": "plan",
      security: [{ session: [] }, { token: [] }],
    });
    expect(of("createUser")).toMatchObject({ security: [{ session: [] }] });
    expect(of("readHealth")).toMatchObject({ security: [{}] });
    expect(of("listTags")).toMatchObject({ "x-stowage-token-action": "read" });
  });

  test("has parameters and bodies as they are sent, with what may be left out", () => {
    const { parameters = [] } = document.paths["/api/registries/{registry}/tags"]?.get ?? {};
    expect(parameters.find(({ name }) => name === "registry")).toMatchObject({ in: "path", required: true });
    expect(parameters.find(({ name }) => name === "repository")).toMatchObject({
      in: "query",
      required: true,
      schema: { type: "string" },
    });
    expect(parameters.find(({ name }) => name === "limit")).toMatchObject({
      required: false,
      schema: { type: "integer", default: 100, maximum: 2000 },
    });
    const body = document.paths["/api/tokens"]?.post?.requestBody?.content["application/json"]?.schema;
    expect(body?.required).toEqual(["name", "scopes"]);
  });
});

test("a problem is what the API answers where something is wrong", async () => {
  const { problemOf } = await import("../problem.ts");
  const { AccessError } = await import("#lib/access/access-error.ts");
  const problems = [
    problemOf(new AccessError("TOKEN_SCOPE", "No.", { params: { missing: "x" } })),
    problemOf(new AccessError("PASSWORD_WRONG", "No.", { field: "current" })),
    problemOf(z.strictObject({ a: z.string() }).safeParse({}).error),
  ];
  for (const problem of problems) expect(problemSchema.safeParse(problem).error).toBeUndefined();
});

test("a schema is written without what its format says already", () => {
  expect(jsonSchema(z.strictObject({ day: z.iso.date(), count: z.int() }), "output")).toEqual({
    type: "object",
    properties: { day: { type: "string", format: "date" }, count: { type: "integer" } },
    required: ["day", "count"],
    additionalProperties: false,
  });
});
