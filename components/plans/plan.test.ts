import { describe, expect, test } from "vitest";
import type { Forecast, Plan } from "#lib/cleanup/plan/types.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { confirmationFor, isConfirmed } from "./confirmation.ts";
import { itemQuery } from "./item-filter.ts";
import { hasEnded, isMoving, shownState, undoable } from "./plan-state.ts";

const forecast: Forecast = {
  repositories: 1,
  tags: 2,
  manifests: 2,
  staying: 0,
  bytes: 10,
  unread: 0,
  tagsLeft: 5,
  emptied: 0,
  latest: 0,
};
const selection = { kind: "selection", repository: "team/app" as RepositoryName } as const;
const policy = { kind: "policy", policy: "nightly" } as const;

describe("a plan is confirmed", () => {
  test("by a button where little goes", () => {
    expect(confirmationFor({ origin: selection }, forecast)).toEqual({ kind: "button" });
  });

  test.each([
    ["the repository’s name where no tag stays in it", selection, { emptied: 1 }, "everything", "team/app"],
    ["the repository’s name where latest goes", selection, { latest: 1 }, "latest", "team/app"],
    ["how many tags go where they are many", selection, { tags: 11 }, "many", "11"],
    ["how many tags go where several repositories lose all", policy, { emptied: 2 }, "everything", "2"],
    ["how many manifests go where no tag does", policy, { tags: 0, manifests: 40 }, "many", "40"],
  ])("by typing %s", (_, origin, more, why, expected) => {
    const confirmation = confirmationFor({ origin }, { ...forecast, ...more });
    expect(confirmation).toMatchObject({ kind: "typing", why, expected });
    expect(isConfirmed(confirmation, ` ${expected} `)).toBe(true);
    expect(isConfirmed(confirmation, "something else")).toBe(false);
  });
});

const none = { planned: 0, deleted: 0, gone: 0, moved: 0, kept: 0, failed: 0, restored: 0 };
const done: Plan = {
  id: "1",
  registry: "test",
  title: "app",
  origin: selection,
  state: "done",
  paused: false,
  saved: false,
  madeBy: { kind: "user", name: "ada" },
  madeAt: 1,
  begunBy: { kind: "user", name: "ada" },
  begunAt: 2,
  endedAt: 3,
  forecast,
  counts: { ...none, deleted: 4 },
  tagCounts: { ...none, deleted: 2 },
  undo: { asked: 0, occupied: 0, failed: 0, problem: null },
  undoUntil: "until-collected",
  blocked: null,
  problem: null,
};

test("a plan that is done can be undone, and moves while it is", () => {
  expect([hasEnded(done), isMoving(done), undoable(done)]).toEqual([true, false, 4]);
  const undoing = { ...done, undo: { ...done.undo, asked: 3 } };
  expect([shownState(undoing), isMoving(undoing), undoable(undoing)]).toEqual(["undoing", true, 1]);
});

test("a plan that could not be made was not carried out, so that nothing of it can be undone", () => {
  const unmade: Plan = { ...done, state: "failed", begunAt: null };
  expect([hasEnded(unmade), undoable(unmade)]).toEqual([false, 0]);
  expect(shownState({ ...done, state: "running", paused: true })).toBe("paused");
});

test("what stays is asked for without what became of it", () => {
  expect(itemQuery({ part: "stays", repository: "a/b", state: "failed" })).toBe(
    "part=stays&repository=a%2Fb",
  );
  expect(itemQuery({ part: "goes", repository: "", state: "not-restored" })).toBe("part=goes&undo=failed");
});
