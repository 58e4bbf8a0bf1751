import { expect, test } from "vitest";
import { openApiDocument } from "./document.ts";
import { referenceOf } from "./reference.ts";
import { routeFiles } from "./test-routes.ts";

const origin = "https://stowage.example";
const groups = referenceOf(openApiDocument(await routeFiles(), origin), origin);
const operation = (id: string) =>
  groups.flatMap(({ operations }) => operations).find((one) => one.id === id) ?? { example: "", audits: [] };

test("operations stand in their parts, and none is lost", () => {
  expect(groups.map(({ name }) => name).slice(0, 3)).toEqual(["session", "registries", "repositories"]);
  expect(groups.every(({ operations }) => operations.length > 0)).toBe(true);
  expect(groups.flatMap(({ operations }) => operations).length).toBeGreaterThan(45);
});

test("an example has what must be sent, and a token where one is let in", () => {
  expect(operation("listTags").example).toBe(
    [
      "curl 'https://stowage.example/api/registries/prod/tags?repository=team/app'",
      '-H "Authorization: Bearer $STOWAGE_TOKEN"',
    ].join(" \\\n  "),
  );
  expect(operation("createPlan").example).toBe(
    [
      "curl -X POST https://stowage.example/api/registries/prod/plans",
      '-H "Authorization: Bearer $STOWAGE_TOKEN"',
      "-H 'Content-Type: application/json'",
      `-d '{"from":{"kind":"tags","repository":"team/app","tags":[{"tag":"v1.0"}]}}'`,
    ].join(" \\\n  "),
  );
  expect(operation("removeUser").example).not.toContain("Bearer");
});

test("what is written to the audit log is told", () => {
  expect(operation("actOnPlan").audits).toContain("plan.apply");
});
