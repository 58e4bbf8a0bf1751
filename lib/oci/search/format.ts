import type { SearchCondition, SearchQuery, TextPattern, WholePattern } from "./query.ts";

/** Writes a query so that `parseSearch` reads the same. */
export function formatSearch(query: SearchQuery): string {
  return query
    .map(({ negated, condition }) => `${negated ? "-" : ""}${formatCondition(condition)}`)
    .join(" ");
}

/** Writes one condition as it is typed. */
function formatCondition(condition: SearchCondition): string {
  switch (condition.kind) {
    case "word":
      return formatWord(condition.pattern);
    case "reference":
      return `${condition.repository}:${formatTag(condition.tag)}`;
    case "registry":
    case "repo":
    case "tag":
    case "env":
    case "base":
      return `${condition.kind}:${formatPattern(condition.pattern)}`;
    case "label": {
      const { key, value } = condition;
      return `label:${formatPattern(key)}${value === null ? "" : `=${formatPattern(value)}`}`;
    }
    case "digest":
    case "layer":
      return `${condition.kind}:${condition.prefix}`;
    case "os":
    case "arch":
    case "platform":
      return `${condition.kind}:${condition.text}`;
    case "type":
      return `type:${condition.type}`;
    case "older":
    case "newer":
    case "larger":
    case "smaller":
      return `${condition.kind}:${condition.amount}${condition.unit}`;
  }
}

/** A word must not look like a field, a reference or a negation. */
function formatWord(pattern: TextPattern): string {
  if (pattern.kind !== "glob") return formatPattern(pattern);
  const written = pattern.parts.map((part) => (/[-:@]/.test(part) ? quote(part) : partText(part)));
  return written.join("*");
}

function formatPattern(pattern: TextPattern): string {
  switch (pattern.kind) {
    case "contains":
      return pattern.text;
    case "exact":
      return quote(pattern.text);
    case "glob":
      return pattern.parts.map(partText).join("*");
  }
}

const formatTag = (tag: WholePattern) => (tag.kind === "glob" ? tag.parts.join("*") : tag.text);

const partText = (part: string) => (/[\s"=*]/.test(part) ? quote(part) : part);

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
