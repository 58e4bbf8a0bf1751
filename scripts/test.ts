/**
 * `npm test`: everything, or a part of it: `node scripts/test.ts [unit|integration|postgres|e2e]… [filter]`.
 *
 * The last line counts the tests of all parts.
 */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { styleText } from "node:util";
import { build, buildState } from "./tools/build.ts";
import { startChild } from "./tools/child.ts";
import { root } from "./tools/next-server.ts";
import { Problem, runScript, say } from "./tools/problem.ts";
import { ensurePrograms, type Requirement, requirements } from "./tools/programs.ts";
import {
  addCounts,
  type Counts,
  countPlaywright,
  countVitest,
  noTests,
  readReport,
  summaryLine,
} from "./tools/test-counts.ts";

const parts = ["unit", "integration", "postgres", "e2e"] as const;
type Part = (typeof parts)[number];
const isPart = (word: string): word is Part => (parts as readonly string[]).includes(word);

const needs: Readonly<Record<Part, readonly Requirement[]>> = {
  unit: [requirements.busybox],
  integration: [requirements.registry, requirements.skopeo, requirements.busybox],
  postgres: [requirements.postgres, requirements.registry, requirements.skopeo, requirements.busybox],
  e2e: [
    requirements.registry,
    requirements.skopeo,
    requirements.busybox,
    requirements.chromium,
    requirements.korean,
  ],
};

const reports = join(root, ".test");
/** The build that Playwright tests: apart from the demo's, so that neither waits for the other. */
const distDir = process.env.STOWAGE_DIST_DIR ?? ".next-test";

await runScript(async () => {
  const words = process.argv.slice(2);
  const chosen = words.filter(isPart);
  const filters = words.filter((word) => !isPart(word));
  const running: readonly Part[] =
    chosen.length === 0 ? parts : parts.filter((part) => chosen.includes(part));

  await ensurePrograms([...new Set(running.flatMap((part) => needs[part]))]);
  await mkdir(reports, { recursive: true });
  let total = noTests;
  const projects = running.filter((part): part is Exclude<Part, "e2e"> => part !== "e2e");
  if (projects.length > 0) {
    console.log(styleText("bold", `\n${projects.join(", ")}`));
    total = addCounts(total, await vitest(projects, filters));
  }
  if (running.includes("e2e")) {
    console.log(styleText("bold", "\ne2e"));
    total = addCounts(total, await playwright(filters));
  }
  if (total.passed + total.failed === 0) {
    console.error("No test ran, so nothing is proved.");
    process.exitCode = 1;
  }
  if (total.failed > 0) process.exitCode = 1;
  console.log(`\n${summaryLine(total)}`);
});

/** All in one run: while the tests of one project wait for registries, those of another have the processor. */
async function vitest(
  projects: readonly Exclude<Part, "e2e">[],
  filters: readonly string[],
): Promise<Counts> {
  const report = await freshReport("vitest");
  const code = await node("Vitest", [
    "node_modules/vitest/vitest.mjs",
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...filters,
  ]);
  return withExitCode(projects.join(", "), countVitest(await readReport(report)), code);
}

async function playwright(filters: readonly string[]): Promise<Counts> {
  try {
    if ((await buildState(distDir)) !== "current") {
      say("Building Stowage for the tests");
      await build(distDir, { output: "keep" });
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.message);
    return { ...noTests, failed: 1 };
  }
  const report = await freshReport("playwright");
  const code = await node(
    "Playwright",
    [
      "node_modules/@playwright/test/cli.js",
      "test",
      "--config=e2e/playwright.config.ts",
      "--pass-with-no-tests",
      ...filters,
    ],
    { STOWAGE_DIST_DIR: distDir, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  );
  return withExitCode("e2e", countPlaywright(await readReport(report)), code);
}

/** Where a runner's report goes; one of an earlier run must not be counted. */
async function freshReport(runner: "vitest" | "playwright"): Promise<string> {
  const path = join(reports, `${runner}.json`);
  await rm(path, { force: true });
  return path;
}

/** A runner that failed without a failed test, by an error outside of any, counts as one failure. */
function withExitCode(part: string, counts: Counts, code: number | undefined): Counts {
  if (code === 0 || counts.failed > 0) return counts;
  console.error(`${part}: the test runner ended with code ${code}, though no test failed.`);
  return { ...counts, failed: 1 };
}

async function node(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number | undefined> {
  const child = startChild(name, process.execPath, args, {
    cwd: root,
    output: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  return (await child.ended).code;
}
