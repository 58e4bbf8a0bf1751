import { isRepositoryName } from "../reference.ts";
import { nearestField } from "./nearest-field.ts";
import { longestQuery, mostTerms, type SearchProblem, searchProblem } from "./problem.ts";
import {
  type SearchCondition,
  type SearchField,
  type SearchQuery,
  type SearchTerm,
  type SearchType,
  searchFields,
  searchTypes,
  type TextPattern,
} from "./query.ts";
import { splitAt, type Token, textOf, tokensOf, type Value } from "./tokens.ts";
import { readAge, readSize } from "./units.ts";

/** A query, or the first thing that is wrong with it. */
export type ParsedSearch =
  | { readonly ok: true; readonly query: SearchQuery }
  | { readonly ok: false; readonly problem: SearchProblem };

/** A digest's beginning, whose algorithm may be left out: it is SHA-256 then. */
const digestGrammar = /^(?:sha256:)?[a-f0-9]{6,64}$|^sha512:[a-f0-9]{6,128}$/i;

/** A reference by digest, whatever it is a reference to. */
const pinnedGrammar = /@(sha(?:256|512):.*)$/i;

/** What a tag may look like, with stars. */
const tagGrammar = /^[\w.*-]{1,128}$/;

/** Names of types as people may write them besides those of {@link searchTypes}. */
const typeAliases: Readonly<Record<string, SearchType>> = {
  chart: "helm",
  "helm-chart": "helm",
  "multi-platform": "index",
};

/**
 * Reads the query of a search: words and `field:value`, with blanks between them, of which all must hold; `-` before one turns it
 * around. A text is found anywhere; in quotes it is the whole; `*` stands for anything. Letters' case does not matter.
 *
 * Never throws. An empty text is the empty query.
 *
 * @example
 * parseSearch("gateway tag:v1.* -arch:arm64 older:90d")
 */
export function parseSearch(text: string): ParsedSearch {
  if (text.length > longestQuery)
    return wrong(searchProblem({ code: "TOO_LONG" }, longestQuery, text.length));
  const query: SearchTerm[] = [];
  for (const token of tokensOf(text)) {
    const { start, end, negated } = token;
    if (query.length === mostTerms) return wrong(searchProblem({ code: "TOO_MANY" }, start, text.length));
    const condition = conditionOf(token);
    if ("code" in condition) return wrong(searchProblem(condition, start, end));
    query.push({ negated, condition });
  }
  return { ok: true, query };
}

const wrong = (problem: SearchProblem): ParsedSearch => ({ ok: false, problem });

type Wrong = Parameters<typeof searchProblem>[0];

function conditionOf({ field, value, open, negated }: Token): SearchCondition | Wrong {
  if (open) return { code: "UNCLOSED_QUOTE" };
  if (field !== null) {
    const name = field.toLowerCase();
    const known = searchFields.find((one) => one === name);
    if (known !== undefined) return fieldCondition(known, value);
    if (name === "sha256" || name === "sha512") return digestCondition("digest", `${name}:${textOf(value)}`);
    return referenceCondition(field, value);
  }
  const text = textOf(value);
  const pinned = value.quoted ? undefined : pinnedGrammar.exec(text)?.[1];
  if (pinned !== undefined) return digestCondition("digest", pinned);
  // `team/app:v1`; a name with a slash is no field.
  const colon = value.quoted ? -1 : text.indexOf(":", text.lastIndexOf("/") + 1);
  if (colon > 0) {
    const reference = asReference(text.slice(0, colon), text.slice(colon + 1));
    if (reference !== undefined) return reference;
  }
  if (!value.quoted && /^[a-f0-9]{64}$/i.test(text)) return digestCondition("digest", text);
  const pattern = patternOf(value);
  // What is left of `-` alone, or of `""`.
  if (pattern === undefined || (pattern.kind === "exact" && pattern.text === ""))
    return negated ? { code: "NOTHING_NEGATED" } : { code: "UNCLOSED_QUOTE" };
  return { kind: "word", pattern };
}

/** A colon that no field stands before: a reference, unless the name is that of a field but for a slip of the finger. */
function referenceCondition(field: string, value: Value): SearchCondition | Wrong {
  const meant = nearestField(field);
  if (meant.distance === 1 || (meant.distance === 2 && field.length > 4))
    return { code: "MISTYPED_FIELD", written: field, meant: meant.field };
  const reference = value.quoted ? undefined : asReference(field, textOf(value));
  return reference ?? { code: "UNKNOWN_FIELD", written: field };
}

function asReference(repository: string, tag: string): SearchCondition | undefined {
  const name = repository.toLowerCase();
  if (!isRepositoryName(name) || !tagGrammar.test(tag)) return undefined;
  const parts = tag.split("*");
  return {
    kind: "reference",
    repository: name,
    tag: parts.length > 1 ? { kind: "glob", parts } : { kind: "exact", text: tag },
  };
}

function fieldCondition(field: SearchField, value: Value): SearchCondition | Wrong {
  const text = textOf(value);
  if (text === "") return { code: "NO_VALUE", field };
  switch (field) {
    case "repo":
    case "tag":
    case "registry":
    case "env":
    case "base": {
      const pattern = patternOf(value);
      return pattern === undefined ? { code: "NO_VALUE", field } : { kind: field, pattern };
    }
    case "label":
      return labelCondition(value);
    case "digest":
    case "layer":
      return digestCondition(field, text);
    case "arch":
    case "os":
    case "platform":
      return /^[\w./-]+$/.test(text)
        ? { kind: field, text: text.toLowerCase() }
        : { code: "BAD_TEXT", field };
    case "type": {
      const name = text.toLowerCase();
      const type = typeAliases[name] ?? searchTypes.find((one) => one === name);
      return type === undefined ? { code: "BAD_TYPE", field } : { kind: "type", type };
    }
    case "older":
    case "newer": {
      const age = readAge(text);
      return age === undefined ? { code: "BAD_AGE", field } : { kind: field, ...age };
    }
    case "larger":
    case "smaller": {
      const size = readSize(text);
      return size === undefined ? { code: "BAD_SIZE", field } : { kind: field, ...size };
    }
  }
}

function digestCondition(field: "digest" | "layer", text: string): SearchCondition | Wrong {
  if (!digestGrammar.test(text)) return { code: "BAD_DIGEST", field };
  const prefix = text.toLowerCase();
  return { kind: field, prefix: prefix.includes(":") ? prefix : `sha256:${prefix}` };
}

function labelCondition(value: Value): SearchCondition | Wrong {
  const [before, behind] = splitAt(value, "=") ?? [value, undefined];
  const key = patternOf(before);
  if (key === undefined) return { code: "NO_VALUE", field: "label" };
  if (behind === undefined) return { kind: "label", key, value: null };
  return { kind: "label", key, value: patternOf(behind) ?? { kind: "exact", text: "" } };
}

/** How a value is looked for; undefined where nothing was typed. */
function patternOf({ characters, quoted }: Value): TextPattern | undefined {
  const parts = [""];
  for (const one of characters) {
    if (one.character === "*" && !one.quoted) parts.push("");
    else parts.push(`${parts.pop() ?? ""}${one.character}`);
  }
  const [only = ""] = parts;
  if (parts.length > 1) return { kind: "glob", parts };
  if (quoted) return { kind: "exact", text: only };
  return only === "" ? undefined : { kind: "contains", text: only };
}
