import { expect, test } from "vitest";
import { openApiDocument } from "#lib/http/openapi/document.ts";
import { routeFiles } from "#lib/http/openapi/test-routes.ts";
import { en } from "./messages/en.ts";

test("each operation of the API is told in words, in English by those of its description", async () => {
  const { paths } = openApiDocument(await routeFiles(), undefined);
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const told = Object.fromEntries(operations.map(({ operationId, summary }) => [operationId, summary]));
  expect(en.operations).toEqual(told);
});
