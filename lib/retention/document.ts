import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import { type Alongside, nothingAlongside } from "#lib/db/alongside.ts";
import { exclusively } from "#lib/db/exclusively.ts";
import type { Schema } from "#lib/db/schema.ts";
import type { RetentionDocument } from "#lib/oci/retention/policy.ts";
import { readRetention, writeRetention, type YamlIssue } from "#lib/oci/retention/yaml.ts";
import { storedPatterns, writeProtections } from "#lib/settings/protection.ts";
import { mountedRetention } from "#lib/settings/retention-file.ts";
import { changed, refuseMounted, writePolicies } from "./change-policies.ts";
import { type Change, changesBetween } from "./changes.ts";
import { storedPolicies } from "./policies.ts";

/** Policies and protected tags as a file. */
export interface ExportedRetention {
  readonly yaml: string;
  /** Another one after each change. */
  readonly revision: string;
}

/** What a file would change. */
export type ImportPreview =
  | { readonly ok: false; readonly issues: readonly YamlIssue[] }
  | { readonly ok: true; readonly changes: readonly Change[]; readonly revision: string };

/** The policies and protected tags that hold, as a file to keep in git or to mount: of the mounted one what it says. */
export async function exportRetention(db: Kysely<Schema>): Promise<ExportedRetention> {
  const mounted = mountedRetention();
  const document = mounted.state === "none" ? await storedDocument(db) : mounted.document;
  return exported(document ?? { version: 1, protect: [], policies: [] });
}

/** What importing a file would change, without changing anything. */
export async function previewImport(db: Kysely<Schema>, yaml: string): Promise<ImportPreview> {
  const read = readRetention(yaml);
  if (!read.ok) return read;
  const before = await storedDocument(db);
  return { ok: true, changes: changesBetween(before, read.document), revision: exported(before).revision };
}

/**
 * Replaces all stored policies and protected tags with those of a file, in one step.
 *
 * @param seen the revision that the preview was of.
 * @returns the issues where it cannot be read, and then nothing is changed.
 * @throws {RetentionError} `RETENTION_CHANGED` where what is stored has changed since; `RETENTION_MOUNTED`
 */
export async function importRetention(
  db: Kysely<Schema>,
  yaml: string,
  seen: string,
  now: number,
  also: Alongside<readonly Change[]> = nothingAlongside,
): Promise<ImportPreview> {
  refuseMounted();
  const read = readRetention(yaml);
  if (!read.ok) return read;
  const { document } = read;
  return exclusively(db, "retention", async (transaction) => {
    const before = await storedDocument(transaction);
    if (exported(before).revision !== seen) throw changed();
    await writeProtections(transaction, document.protect);
    await writePolicies(transaction, document.policies, now);
    const changes = changesBetween(before, document);
    await also(transaction, changes);
    return { ok: true, changes, revision: exported(document).revision };
  });
}

async function storedDocument(db: Kysely<Schema>): Promise<RetentionDocument> {
  const protect = (await storedPatterns(db)).map(({ tags, registries, repositories }) => ({
    tags,
    registries: registries === "*" ? registries : [...registries],
    repositories: repositories === "*" ? repositories : [...repositories],
  }));
  return { version: 1, protect, policies: (await storedPolicies(db)).map(({ policy }) => policy) };
}

function exported(document: RetentionDocument): ExportedRetention {
  const yaml = writeRetention(document);
  return { yaml, revision: createHash("sha256").update(yaml).digest("hex").slice(0, 16) };
}
