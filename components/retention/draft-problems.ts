import type { z } from "zod";
import { policySchema, type RetentionPolicy } from "#lib/oci/retention/policy.ts";
import { inputOf, type PolicyDraft } from "./draft.ts";

/** What is wrong with a field, by a code of the messages `retention.problem`. */
export interface DraftProblem {
  readonly code: string;
  /** What is wrong with a pattern, by its own code; null for anything else. */
  readonly pattern: string | null;
}

/** A draft, checked. */
export type CheckedDraft =
  | { readonly ok: true; readonly policy: RetentionPolicy }
  /** By the path of the field, such as `rules.0.created.olderThan`. */
  | { readonly ok: false; readonly problems: ReadonlyMap<string, DraftProblem> };

/** Checks a draft by the same schema as the server does. */
export function checkDraft(draft: PolicyDraft): CheckedDraft {
  const result = policySchema.safeParse(inputOf(draft));
  if (result.success) return { ok: true, policy: result.data };
  const problems = new Map<string, DraftProblem>();
  for (const issue of result.error.issues) {
    const path = fieldOf(issue.path);
    if (!problems.has(path)) problems.set(path, problemOf(issue, path));
  }
  return { ok: false, problems };
}

/** A list is one field, and what is beyond the newest is typed where the newest is. */
function fieldOf(path: readonly PropertyKey[]): string {
  const parts = path.map(String);
  if (parts[0] !== "rules") return parts[0] ?? "";
  const [rules, rule, condition = "", inner] = parts;
  const name = condition === "beyondNewest" ? "newest" : condition;
  const within = inner !== undefined && !/^\d+$/.test(inner) ? `.${inner}` : "";
  return `${rules}.${rule}.${name}${within}`;
}

const own: ReadonlySet<string> = new Set(["NO_CONDITION", "UNTAGGED_TAGS", "UNTAGGED_VERSION", "TOO_LONG"]);

function problemOf(issue: z.core.$ZodIssue, path: string): DraftProblem {
  const given: unknown = issue.code === "custom" ? issue.params?.code : undefined;
  if (typeof given !== "string") return { code: codeOf(issue, path), pattern: null };
  return own.has(given) ? { code: given, pattern: null } : { code: "pattern", pattern: given };
}

function codeOf(issue: z.core.$ZodIssue, path: string): string {
  if (issue.code === "too_small" && issue.origin === "array") return "empty";
  const field = path.split(".").at(-1) ?? "";
  switch (field) {
    case "name":
      return "name";
    case "registries":
      return "slug";
    case "olderThan":
    case "newerThan":
      return "age";
    case "created":
    case "pushed":
    case "pulled":
      return "ages";
    case "largerThan":
    case "smallerThan":
      return "size";
    case "count":
      return "count";
    case "labels":
      return "label";
    case "platforms":
      return "platform";
    default:
      return "other";
  }
}
