import type { Digest } from "#lib/oci/digest.ts";
import type { RepositoryName, Tag } from "#lib/oci/reference.ts";
import type { Decision } from "#lib/oci/retention/decide.ts";
import type { TagFacts } from "#lib/oci/retention/facts.ts";
import type { Reason } from "#lib/oci/retention/reason.ts";
import { isVersionKey } from "#lib/oci/tag-order.ts";
import type { DecidedRepository } from "./evaluate.ts";

/** Which rows of a preview are wanted. */
export interface PreviewView {
  readonly show: "all" | "goes" | "stays";
  /** Found in `repository:tag`, whatever its case; empty for all. */
  readonly search: string;
  /** Rows before the first one that is wanted. */
  readonly offset: number;
  readonly limit: number;
}

/** How many tags go and stay in a registry, whatever is shown of them. */
export interface PreviewCounts {
  readonly goes: number;
  readonly stays: number;
  /** Of those that stay. */
  readonly protected: number;
  /** Of those that stay: no rule speaks of them. */
  readonly unspoken: number;
  /** Tags that go with what they are about, such as signatures; in none of the other counts. */
  readonly attached: number;
  /** How many tags each rule decides over, in the order of the rules. */
  readonly byRule: readonly number[];
  /** Repositories that the policy governs and that have tags. */
  readonly repositories: number;
}

/** A row: a repository with its counts, or below it a tag with what was decided. */
export type PreviewRow =
  | {
      readonly kind: "repository";
      readonly repository: RepositoryName;
      readonly goes: number;
      readonly stays: number;
    }
  | {
      readonly kind: "tag";
      readonly repository: RepositoryName;
      readonly tag: Tag;
      readonly digest: Digest | null;
      /** Milliseconds since 1970. */
      readonly created: number | null;
      readonly goes: boolean;
      readonly reason: Reason;
    };

export interface PreviewWindow {
  /** Rows that there are, of which these are some. */
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly PreviewRow[];
}

/** Counts, and the rows of a view: repositories by name, their tags from the newest. */
export function windowOf(
  repositories: readonly DecidedRepository[],
  rules: number,
  view: PreviewView,
): PreviewCounts & PreviewWindow {
  const byRule = Array.from({ length: rules }, () => 0);
  const counts = { goes: 0, stays: 0, protected: 0, unspoken: 0, attached: 0 };
  const rows: PreviewRow[] = [];
  const search = view.search.trim().toLowerCase();
  const end = view.offset + view.limit;
  let total = 0;
  for (const decided of repositories) {
    const its = { goes: 0, stays: 0 };
    const matching: number[] = [];
    for (const [position, decision] of decided.decisions.all.entries()) {
      if (decision.action === "keep" && decision.by === "attached") {
        counts.attached += 1;
        continue;
      }
      count(decision, its, counts, byRule);
      const tag = decided.tags[position];
      if (tag !== undefined && isShown(decision, decided.repository, tag, view.show, search))
        matching.push(position);
    }
    counts.goes += its.goes;
    counts.stays += its.stays;
    if (matching.length === 0) continue;
    const first = total;
    total += 1 + matching.length;
    if (total <= view.offset || first >= end) continue;
    rows.push(...rowsOf(decided, its, matching, Math.max(view.offset - first, 0), end - first));
  }
  return { ...counts, byRule, repositories: repositories.length, total, offset: view.offset, rows };
}

function count(
  decision: Decision,
  its: { goes: number; stays: number },
  counts: { protected: number; unspoken: number },
  byRule: number[],
): void {
  if ("rule" in decision) byRule[decision.rule] = (byRule[decision.rule] ?? 0) + 1;
  if (decision.action === "delete") {
    its.goes += 1;
    return;
  }
  its.stays += 1;
  if (decision.by === "protected") counts.protected += 1;
  else if (decision.by === "none") counts.unspoken += 1;
}

function isShown(
  { action }: Decision,
  repository: RepositoryName,
  { tag }: TagFacts,
  show: PreviewView["show"],
  search: string,
): boolean {
  if (show === "goes" ? action !== "delete" : show === "stays" && action !== "keep") return false;
  return search === "" || `${repository}:${tag}`.toLowerCase().includes(search);
}

/** As the table of tags has them: words stay behind versions. */
function newestFirst(one: string, other: string): number {
  if (isVersionKey(one) !== isVersionKey(other)) return isVersionKey(one) ? -1 : 1;
  return one < other ? 1 : -1;
}

/** Rows of one repository from one to another, its own being row 0. */
function rowsOf(
  { repository, tags, decisions }: DecidedRepository,
  its: { readonly goes: number; readonly stays: number },
  matching: readonly number[],
  from: number,
  to: number,
): PreviewRow[] {
  const rows: PreviewRow[] = from === 0 ? [{ kind: "repository", repository, ...its }] : [];
  const key = (position: number) => tags[position]?.sortKey ?? "";
  const order = matching.toSorted((one, other) => newestFirst(key(one), key(other)));
  for (const position of order.slice(Math.max(from - 1, 0), Math.max(to - 1, 0))) {
    const facts = tags[position];
    if (facts === undefined) continue;
    const { tag, digest, created } = facts;
    const goes = decisions.all[position]?.action === "delete";
    rows.push({ kind: "tag", repository, tag, digest, created, goes, reason: decisions.explain(position) });
  }
  return rows;
}
