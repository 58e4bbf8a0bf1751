import {
  Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  type ParsedNode,
  parseDocument,
  visit,
} from "yaml";
import type { z } from "zod";
import { type RetentionDocument, retentionDocumentSchema } from "./policy.ts";
import { sentenceOf } from "./yaml-sentences.ts";

/** Something that is wrong in a file. `message` goes on from the path: “policies[0].name must not be empty”. */
export interface YamlIssue {
  /** Such as `policies[0].rules[1].tags`; empty for the whole. */
  readonly path: string;
  /** From 1; null where the file has no such place. */
  readonly line: number | null;
  /** An English sentence. */
  readonly message: string;
}

/** A file, read. */
export type ReadRetention =
  | { readonly ok: true; readonly document: RetentionDocument }
  | { readonly ok: false; readonly issues: readonly YamlIssue[] };

/** In characters. Ten thousand rules are shorter. */
const longestFile = 1_000_000;

/** So many issues are told; whoever has corrected them sees the rest. */
const mostIssues = 20;

/** Reads a file of retention: version 1 in YAML, or JSON, which YAML includes. Nothing in it is guessed or left out. */
export function readRetention(text: string): ReadRetention {
  if (text.length > longestFile) {
    return refused([{ path: "", line: null, message: "is longer than a million characters" }]);
  }
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number | undefined) => (offset === undefined ? null : lines.linePos(offset).line);
  if (parsed.errors.length > 0) {
    return refused(
      parsed.errors.map((error) => ({
        path: "",
        line: lineAt(error.pos[0]),
        message: yamlSentence(error.code, error.message),
      })),
    );
  }
  const value = contentOf(parsed);
  if (value === undefined) {
    return refused([{ path: "", line: lineAt(firstAlias(parsed)), message: yamlSentence("BAD_ALIAS", "") }]);
  }
  const result = retentionDocumentSchema.safeParse(value.value ?? {});
  if (result.success) return { ok: true, document: result.data };
  return refused(
    result.error.issues.flatMap((issue) =>
      withKeys(issue).map(({ path, key }) => ({
        path: formatPath(path),
        line: lineAt(offsetOf(parsed.contents, path, key)),
        message: sentenceOf(issue, path, key),
      })),
    ),
  );
}

/** Undefined where an alias names nothing, or so much that it is meant to do harm. */
function contentOf(parsed: ReturnType<typeof parseDocument>): { readonly value: unknown } | undefined {
  try {
    return { value: parsed.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function firstAlias(parsed: ReturnType<typeof parseDocument>): number | undefined {
  let offset: number | undefined;
  visit(parsed, {
    Alias: (_, node) => {
      offset = node.range?.[0];
      return visit.BREAK;
    },
  });
  return offset;
}

function refused(issues: readonly YamlIssue[]): ReadRetention {
  return { ok: false, issues: issues.slice(0, mostIssues) };
}

/** YAML’s own words, with what is to be done about the mistake that everybody makes. */
function yamlSentence(code: string, message: string): string {
  if (code === "BAD_ALIAS")
    return 'has a * that is not in quotes, which means something else in YAML: write "*"';
  const [first = message] = message.split("\n");
  return `cannot be read as YAML: ${first}`;
}

/** Each unknown key by itself. */
function withKeys(
  issue: z.core.$ZodIssue,
): { readonly path: readonly PropertyKey[]; readonly key?: string }[] {
  if (issue.code !== "unrecognized_keys") return [{ path: issue.path }];
  return issue.keys.map((key) => ({ path: issue.path, key }));
}

function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
}

/** Where a path is, or the nearest thing around it that is there. */
function offsetOf(root: ParsedNode | null, path: readonly PropertyKey[], key?: string): number | undefined {
  let node: unknown = root;
  let offset = root?.range[0];
  for (const part of key === undefined ? path : [...path, key]) {
    const pair = isMap(node) ? node.items.find((item) => keyOf(item) === part) : undefined;
    if (pair !== undefined) {
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof part === "number") {
      node = node.items[part];
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}

function keyOf(pair: Pair): unknown {
  return isScalar(pair.key) ? pair.key.value : undefined;
}

/** Writes a file of retention that {@link readRetention} reads as the same; what is so by itself is left out. */
export function writeRetention({ version, protect, policies }: RetentionDocument): string {
  const scope = (its: { registries: unknown; repositories: unknown }) => ({
    ...(its.registries === "*" ? {} : { registries: its.registries }),
    ...(its.repositories === "*" ? {} : { repositories: its.repositories }),
  });
  const newest = (its: { per: string } | undefined) =>
    its === undefined ? undefined : { ...its, per: its.per === "none" ? undefined : its.per };
  const document = new Document({
    version,
    protect: protect.map((its) => ({ tags: its.tags, ...scope(its) })),
    policies: policies.map((policy) => ({
      name: policy.name,
      ...scope(policy),
      rules: policy.rules.map((rule) => ({
        ...rule,
        newest: newest(rule.newest),
        beyondNewest: newest(rule.beyondNewest),
      })),
    })),
  });
  // Short lists and what an age or a number says stand on one line.
  visit(document, {
    Seq: (_, node) => {
      if (node.items.every(isScalar)) node.flow = true;
    },
    Map: (_, node, path) => {
      const parent = path.at(-1);
      if (isPair(parent) && node.items.every(({ value }) => isScalar(value))) node.flow = true;
    },
    Scalar: (key, node) => {
      if (key !== "key" && typeof node.value === "string")
        node.type = needsQuotes(node.value) ? "QUOTE_DOUBLE" : "PLAIN";
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Patterns are quoted, so that whoever adds a star to one need not know what it means in YAML; words, ages and sizes are not. */
function needsQuotes(text: string): boolean {
  return !/^(?:[A-Za-z][A-Za-z0-9 /-]*|\d+(?:\.\d+)?(?:[dwmy]|[KMGT]i?B))$/.test(text);
}
