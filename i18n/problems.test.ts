import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { DatabaseErrorCode } from "#lib/db/database-error.ts";
import { accessStatus, cleanupStatus, retentionStatus, settingsStatus } from "#lib/http/problem.ts";
import type { OciSyntaxCode } from "#lib/oci/syntax-error.ts";
import { registryErrorCodes } from "#lib/registry/error.ts";
import { en } from "./messages/en.ts";

/** These unions are of types alone: one that is left out here does not compile. */
const typed: Readonly<Record<DatabaseErrorCode | OciSyntaxCode, true>> = {
  DATABASE_UNAVAILABLE: true,
  DATABASE_FULL: true,
  DATABASE_LOCKED: true,
  DIGEST_INVALID: true,
  NAME_INVALID: true,
  TAG_INVALID: true,
  REFERENCE_INVALID: true,
};

/** How code says which problem it tells: as part of one, of a row that keeps one, or of an error. */
const literals =
  /(?:(?:problem_)?code: |\bfailed\(\s*|\bnew HttpError\(\s*\d+,\s*|\bproblem\(\s*\d+,\s*)"([A-Z][A-Z_]+)"/g;

function writtenIn(glob: string): string[] {
  return globSync(glob, { exclude: ["**/*.test.ts", "**/test-*.ts"] }).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(literals)].map(([, code = ""]) => code),
  );
}

/** Codes that no page tells as a problem, each with who is told. */
const toldElsewhere: Readonly<Record<string, string>> = {
  TAG_MOVED: "the audit log, which has words of its own for it",
  URL_INVALID: "the form of a webhook, at its field",
  PATH_UNKNOWN: "clients of registries, below /v2",
  ENVELOPE_INVALID: "registries that send notifications",
  TOKEN_WRONG: "registries that send notifications",
};

const codes = new Set([
  ...[accessStatus, cleanupStatus, retentionStatus, settingsStatus, typed].flatMap(Object.keys),
  ...registryErrorCodes,
  ...["lib/cleanup/**/*.ts", "lib/http/**/*.ts", "lib/index/**/*.ts", "components/api/*.ts"].flatMap(
    writtenIn,
  ),
]);

test("every problem that a person may be told of has a title", () => {
  const untold = [...codes].filter((code) => !(code in en.errors.title || code in toldElsewhere));
  expect(untold).toEqual([]);
});

test("what is told elsewhere is still told, and has no title", () => {
  const told = Object.keys(toldElsewhere).filter((code) => codes.has(code) && !(code in en.errors.title));
  expect(told).toEqual(Object.keys(toldElsewhere));
});

test("no title or advice is for a code that nothing has", () => {
  const kept = [...Object.keys(en.errors.title), ...Object.keys(en.errors.advice)];
  expect(kept.filter((code) => !codes.has(code) && code !== "OTHER")).toEqual([]);
});
