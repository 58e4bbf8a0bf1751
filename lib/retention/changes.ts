import type { Protection } from "#lib/oci/retention/pattern-schema.ts";
import type { RetentionDocument } from "#lib/oci/retention/policy.ts";
import { writeRetention } from "#lib/oci/retention/yaml.ts";

/** A line of a comparison. */
export interface ComparedLine {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** Something that a file changes. */
export type Change =
  | { readonly kind: "protection-added" | "protection-removed"; readonly pattern: Protection }
  | {
      readonly kind: "policy-added" | "policy-removed";
      readonly name: string;
      readonly lines: readonly ComparedLine[];
    }
  | { readonly kind: "policy-changed"; readonly name: string; readonly lines: readonly ComparedLine[] }
  /** The same policies in another order, in which another one may govern a repository. */
  | { readonly kind: "order-changed"; readonly names: readonly string[] };

/** What one set of policies and protected tags changes in another. Policies are told apart by their names. */
export function changesBetween(before: RetentionDocument, after: RetentionDocument): Change[] {
  const changes: Change[] = [];
  const patterns = (document: RetentionDocument) =>
    new Map(document.protect.map((pattern) => [JSON.stringify(pattern), pattern]));
  const [old, wanted] = [patterns(before), patterns(after)];
  for (const [key, pattern] of wanted) if (!old.has(key)) changes.push({ kind: "protection-added", pattern });
  for (const [key, pattern] of old)
    if (!wanted.has(key)) changes.push({ kind: "protection-removed", pattern });

  const texts = (document: RetentionDocument) =>
    new Map(document.policies.map((policy) => [policy.name, linesOf(policy)]));
  const [was, becomes] = [texts(before), texts(after)];
  for (const [name, lines] of becomes) {
    const former = was.get(name);
    if (former === undefined) changes.push({ kind: "policy-added", name, lines: compareLines([], lines) });
    else if (former.join("\n") !== lines.join("\n")) {
      changes.push({ kind: "policy-changed", name, lines: compareLines(former, lines) });
    }
  }
  for (const [name, lines] of was) {
    if (!becomes.has(name)) changes.push({ kind: "policy-removed", name, lines: compareLines(lines, []) });
  }
  const stays = (names: Iterable<string>, other: ReadonlyMap<string, unknown>) =>
    [...names].filter((name) => other.has(name));
  const order = stays(becomes.keys(), was);
  if (order.join("\n") !== stays(was.keys(), becomes).join("\n")) {
    changes.push({ kind: "order-changed", names: [...becomes.keys()] });
  }
  return changes;
}

/** A policy as the file has it, without what is around it. */
function linesOf(policy: RetentionDocument["policies"][number]): string[] {
  const yaml = writeRetention({ version: 1, protect: [], policies: [policy] });
  return yaml
    .slice(yaml.indexOf("policies:\n") + "policies:\n".length)
    .trimEnd()
    .split("\n")
    .map((line) => line.slice(4));
}

/** Lines that are in both stay in their order; as many as possible (longest common subsequence). */
function compareLines(before: readonly string[], after: readonly string[]): ComparedLine[] {
  const [rows, columns] = [before.length, after.length];
  const lengths = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    const line = lengths[row];
    if (line === undefined) continue;
    for (let column = columns - 1; column >= 0; column -= 1) {
      line[column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: ComparedLine[] = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    const [former, latter] = [before[row], after[column]];
    if (row < rows && column < columns && former === latter) {
      lines.push({ kind: "same", text: former ?? "" });
      row += 1;
      column += 1;
    } else if (column >= columns || (row < rows && at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ kind: "removed", text: former ?? "" });
      row += 1;
    } else {
      lines.push({ kind: "added", text: latter ?? "" });
      column += 1;
    }
  }
  return lines;
}
