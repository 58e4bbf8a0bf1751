import { readFileSync, statSync } from "node:fs";
import { config } from "#lib/config.ts";
import type { RetentionDocument } from "#lib/oci/retention/policy.ts";
import { readRetention, type YamlIssue } from "#lib/oci/retention/yaml.ts";

/** What the file of STOWAGE_RETENTION_FILE says now. */
export type MountedRetention =
  | { readonly state: "none" }
  | { readonly state: "read"; readonly path: string; readonly document: RetentionDocument }
  /** It is wrong, or not to be read. `document` is what it said before, since this process began; null where it never was right. */
  | {
      readonly state: "wrong";
      readonly path: string;
      readonly issues: readonly YamlIssue[];
      readonly document: RetentionDocument | null;
    };

interface Known {
  /** Changes with the file. */
  readonly version: string;
  readonly mounted: Exclude<MountedRetention, { readonly state: "none" }>;
}

/** Next bundles this module several times into one process: what was last right is the same for all of them. */
const shared: { stowageRetentionFile?: Known } = globalThis as object;

/**
 * What the mounted file says. It is read again when it has changed, by its time and size, which is looked up at each call.
 *
 * Should it turn wrong, what it said before holds on, and the log says why; what was never right in this process says nothing.
 */
export function mountedRetention(path = config().retentionFile): MountedRetention {
  if (path === undefined) return { state: "none" };
  const known = shared.stowageRetentionFile;
  const version = `${path} ${versionOf(path)}`;
  if (known?.version === version) return known.mounted;
  const before = known?.mounted.path === path ? known.mounted.document : null;
  const mounted = read(path, before);
  shared.stowageRetentionFile = { version, mounted };
  if (mounted.state === "wrong") process.stderr.write(sentencesOf(mounted));
  return mounted;
}

function versionOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? "missing" : `${stat.ino} ${stat.mtimeMs} ${stat.size}`;
}

function read(path: string, before: RetentionDocument | null): Known["mounted"] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const issues = [{ path: "", line: null, message: `cannot be read: ${reason}` }];
    return { state: "wrong", path, issues, document: before };
  }
  const result = readRetention(text);
  return result.ok
    ? { state: "read", path, document: result.document }
    : { state: "wrong", path, issues: result.issues, document: before };
}

function sentencesOf({
  path,
  issues,
  document,
}: Extract<MountedRetention, { readonly state: "wrong" }>): string {
  const holds =
    document === null
      ? "Until it is right, no rule deletes anything, and every tag counts as protected."
      : "Until it is right, what it said before holds.";
  const lines = issues.map(
    (issue) => `  ${issue.line === null ? "" : `line ${issue.line}: `}${issue.path} ${issue.message}`,
  );
  return `The file of STOWAGE_RETENTION_FILE, ${path}, is wrong. ${holds}\n${lines.join("\n")}\n`;
}
