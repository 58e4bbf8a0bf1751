import { database } from "#lib/db/database.ts";
import { readItems } from "./item-rows.ts";
import type { Plan, PlanItem } from "./types.ts";

/** Items read at a time. */
const itemsAtOnce = 500;

const columns = [
  "repository",
  "kind",
  "reference",
  "digest",
  "role",
  "about",
  "reason",
  "leftOut",
  "state",
  "problem",
  "undo",
] as const;

/** A plan with all its items, as CSV (RFC 4180, with a line of headings) or as one JSON document, in parts. */
export async function* exportedPlan(plan: Plan, format: "csv" | "json"): AsyncGenerator<string, void, void> {
  if (format === "csv") {
    yield `${columns.join(",")}\r\n`;
    for await (const item of itemsOf(plan))
      yield `${columns.map((column) => cell(item, column)).join(",")}\r\n`;
    return;
  }
  yield `${JSON.stringify(plan).slice(0, -1)},"items":[`;
  let separator = "\n";
  for await (const item of itemsOf(plan)) {
    yield `${separator}${JSON.stringify(item)}`;
    separator = ",\n";
  }
  yield "\n]}\n";
}

async function* itemsOf({ id }: Plan): AsyncGenerator<PlanItem, void, void> {
  for (let offset = 0; ; offset += itemsAtOnce) {
    const items = await readItems(database(), id, { offset, limit: itemsAtOnce });
    yield* items;
    if (items.length < itemsAtOnce) return;
  }
}

function cell(item: PlanItem, column: (typeof columns)[number]): string {
  switch (column) {
    case "reason":
      return quoted(item.reason?.code ?? item.holder?.by ?? "");
    case "problem":
      return quoted(item.problem?.message ?? "");
    case "undo":
      return quoted(item.undo?.state ?? "");
    default:
      return quoted(String(item[column] ?? ""));
  }
}

/** A spreadsheet takes what begins so for a formula, and runs it. */
const formula = /^[=+\-@\t\r]/;

function quoted(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
