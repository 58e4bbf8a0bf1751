import { describe, expect, test } from "vitest";
import { readWords, UsageError } from "./words.ts";

const read = (line: string) => readWords(line.split(" "));
const digest = `sha256:${"a".repeat(64)}`;
const id = "6d1f0a52-9a8c-4f0e-9b0c-0c4b3a7a2f10";

function complaint(line: string): string {
  try {
    read(line);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "none";
}

describe("stowage plan", () => {
  test("takes tags of one repository as one types them after docker pull", () => {
    expect(read("plan prod/team/app:v1.0 prod/team/app:v1.1")).toMatchObject({
      kind: "plan",
      registry: "prod",
      from: { kind: "tags", repository: "team/app", tags: ["v1.0", "v1.1"] },
      output: "text",
    });
  });

  test("takes digests, a filter with an age, or what no tag reaches", () => {
    expect(read(`plan prod/team/app@${digest}`)).toMatchObject({
      from: { kind: "manifests", digests: [digest] },
    });
    expect(read("plan prod/team/app --filter nightly-* --older-than 12w -o json")).toMatchObject({
      from: { kind: "view", filter: "nightly-*", olderThan: 84 },
      output: "json",
    });
    expect(read("plan prod --untagged")).toMatchObject({
      registry: "prod",
      from: { kind: "untagged", repository: undefined },
    });
  });

  test("never takes silence for all tags", () => {
    expect(complaint("plan prod/team/app")).toMatch(/Say which tags of prod\/team\/app/);
    expect(complaint("plan prod")).toMatch(/Say which repository of prod/);
    expect(complaint("plan")).toMatch(/Say what to plan/);
  });

  test("says what is wrong with what it cannot use", () => {
    expect(complaint("plan prod/Team/App:v1")).toBe(
      "“Team/App” is not the name of a repository, in “prod/Team/App:v1”.",
    );
    expect(complaint("plan prod/team/app:v1 prod/team/other:v1")).toMatch(/one repository/);
    expect(complaint("plan prod/team/app:v1 --filter v*")).toMatch(/not both/);
    expect(complaint("plan prod/team/app --older-than soon")).toMatch(/90d, 12w/);
    expect(complaint("plan prod/team/app:v1 --outptu json")).toMatch(/outptu/);
    expect(complaint("plan prod/team/app:v1 -o yaml")).toMatch(/text or json/);
  });
});

describe("stowage show, apply and undo", () => {
  test("take a plan as it was printed", () => {
    expect(read(`apply prod/${id}`)).toMatchObject({ kind: "apply", plan: { registry: "prod", id } });
    expect(read(`undo prod/${id} v1.0`)).toMatchObject({ kind: "undo", tags: ["v1.0"] });
  });

  test("say how a plan is named", () => {
    for (const line of ["apply", "show prod", `undo ${id}`])
      expect(complaint(line)).toMatch(/such as prod\/6d1f/);
    expect(complaint(`apply prod/${id} prod/${id}`)).toMatch(/takes one plan/);
  });
});

test("an unknown command is named with those that there are", () => {
  expect(complaint("delete prod/team/app:v1")).toMatch(/no command “delete”/);
  expect(read("help")).toEqual({ kind: "help" });
});
