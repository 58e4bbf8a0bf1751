import { displayText } from "../syntax-error.ts";
import type { SearchField } from "./query.ts";

/** What is wrong with a query, each kind with the sentence that says what to do. */
type Wrong =
  | { readonly code: "TOO_LONG" | "TOO_MANY" | "UNCLOSED_QUOTE" | "NOTHING_NEGATED" }
  | {
      readonly code: "NO_VALUE" | "BAD_AGE" | "BAD_SIZE" | "BAD_DIGEST" | "BAD_TYPE" | "BAD_TEXT";
      readonly field: SearchField;
    }
  /** A slip of the finger, or something that is neither a field nor a reference. */
  | { readonly code: "MISTYPED_FIELD"; readonly written: string; readonly meant: SearchField }
  | { readonly code: "UNKNOWN_FIELD"; readonly written: string };

type SearchProblemCode = Wrong["code"];

/** Why a query cannot be read. `message` is a sentence in English; `code` and `params` find it in another language. */
export interface SearchProblem {
  readonly code: SearchProblemCode;
  /** Where in the text, as positions of its UTF-16 units: from `start` up to but not including `end`. */
  readonly start: number;
  readonly end: number;
  readonly params: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The longest query, in UTF-16 units, and the most terms in one. */
export const longestQuery = 1000;
export const mostTerms = 20;

/** Makes a problem of what is wrong, with its sentence. */
export function searchProblem(wrong: Wrong, start: number, end: number): SearchProblem {
  const { code } = wrong;
  const field = "field" in wrong ? wrong.field : undefined;
  const params = {
    ...(field === undefined ? {} : { field, example: examples[field] }),
    ...("written" in wrong ? { written: displayText(wrong.written) } : {}),
    ...("meant" in wrong ? { meant: wrong.meant } : {}),
  };
  return { code, start, end, params, message: sentence(wrong) };
}

/** One of each, as it may be typed. */
export const examples: Readonly<Record<SearchField, string>> = {
  repo: "repo:team/app",
  tag: "tag:v1.*",
  registry: "registry:prod",
  digest: "digest:sha256:4f06b3",
  layer: "layer:sha256:4f06b3",
  label: "label:maintainer=ada",
  env: "env:JAVA_HOME",
  base: "base:debian:12",
  arch: "arch:arm64",
  os: "os:linux",
  platform: "platform:linux/arm64/v8",
  type: "type:helm",
  older: "older:90d",
  newer: "newer:7d",
  larger: "larger:1GB",
  smaller: "smaller:10MB",
};

function sentence(wrong: Wrong): string {
  switch (wrong.code) {
    case "TOO_LONG":
      return `A query has at most ${longestQuery} characters. Leave some words out.`;
    case "TOO_MANY":
      return `A query has at most ${mostTerms} parts. Leave some out.`;
    case "UNCLOSED_QUOTE":
      return "A quotation mark is open. Close it with another one.";
    case "NOTHING_NEGATED":
      return "A minus stands directly before what is not wanted, as in -tag:latest.";
    case "NO_VALUE":
      return `Something is missing behind ${wrong.field}: as in ${examples[wrong.field]}.`;
    case "BAD_AGE":
      return `${wrong.field}: wants a number and d, w, m or y, such as ${examples[wrong.field]}.`;
    case "BAD_SIZE":
      return `${wrong.field}: wants a number and KB, MB, GB or KiB, MiB, GiB, such as ${examples[wrong.field]}.`;
    case "BAD_DIGEST":
      return `${wrong.field}: wants the first 6 or more of a digest's characters, which are 0-9 and a-f, such as ${examples[wrong.field]}.`;
    case "BAD_TYPE":
      return "type: wants image, index, helm, signature, sbom, attestation, wasm or artifact.";
    case "BAD_TEXT":
      return `${wrong.field}: wants plain words without stars and quotation marks, such as ${examples[wrong.field]}.`;
    case "UNKNOWN_FIELD":
      return `${displayText(wrong.written)}: is not known here. Put the text into quotation marks to look for it as it is.`;
    case "MISTYPED_FIELD":
      return `${displayText(wrong.written)}: is not known here. Is ${wrong.meant}: meant?`;
  }
}
