import { expect, test } from "vitest";
import { addCounts, countPlaywright, countVitest, noTests, summaryLine } from "./test-counts.ts";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test("counts Vitest's passed, failed and skipped tests over all files", () => {
  const report = {
    testResults: [file("failed", "passed", "failed", "skipped"), file("passed", "passed", "todo")],
  };
  expect(countVitest(report)).toEqual({ passed: 2, failed: 1, skipped: 2 });
});

test("counts a test file that could not be loaded as a failure", () => {
  expect(countVitest({ testResults: [file("failed"), file("passed", "passed")] })).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  });
});

test("counts a flaky Playwright test as failed", () => {
  const stats = { expected: 5, unexpected: 1, flaky: 2, skipped: 3 };
  expect(countPlaywright({ stats })).toEqual({ passed: 5, failed: 3, skipped: 3 });
});

test("counts an error outside of any Playwright test as a failure", () => {
  const stats = { expected: 5, unexpected: 0, flaky: 0, skipped: 0 };
  expect(countPlaywright({ stats, errors: [{ message: "global set-up" }] })).toMatchObject({ failed: 1 });
});

test("counts nothing when a runner wrote no report", () => {
  expect(countVitest(null)).toEqual(noTests);
  expect(countPlaywright(null)).toEqual(noTests);
});

test("sums the parts up in one line", () => {
  const total = addCounts({ passed: 1, failed: 0, skipped: 2 }, { passed: 3, failed: 1, skipped: 0 });
  expect(summaryLine(total)).toBe("4 passed, 1 failed, 2 skipped");
});
