import { parseArgs } from "node:util";
import { isDigest } from "#lib/oci/digest.ts";
import { isRepositoryName, isTag, type RepositoryName, type Tag } from "#lib/oci/reference.ts";

/** What a person typed cannot be carried out; `message` says what was wrong and what to type. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** How a command tells what it found. */
type Output = "text" | "json";

/** A plan as it is named on the command line: `prod/6d1f0a52-…`. */
export interface PlanName {
  /** The registry's slug. */
  readonly registry: string;
  readonly id: string;
}

/** What a plan is made from. */
export type PlanFrom =
  | { readonly kind: "tags"; readonly repository: RepositoryName; readonly tags: readonly Tag[] }
  | {
      readonly kind: "view";
      readonly repository: RepositoryName;
      /** A glob, or a regular expression between slashes; all tags where it is empty. */
      readonly filter: string;
      /** Days since an image was created. */
      readonly olderThan: number | null;
    }
  | { readonly kind: "manifests"; readonly repository: RepositoryName; readonly digests: readonly string[] }
  | { readonly kind: "untagged"; readonly repository: RepositoryName | undefined };

/** What a person wants. */
export type Command =
  | { readonly kind: "help" }
  | {
      readonly kind: "plan";
      readonly registry: string;
      readonly from: PlanFrom;
      readonly title: string | undefined;
      readonly output: Output;
    }
  | { readonly kind: "show"; readonly plan: PlanName; readonly output: Output }
  | { readonly kind: "apply"; readonly plan: PlanName; readonly output: Output }
  | {
      readonly kind: "undo";
      readonly plan: PlanName;
      readonly tags: readonly string[];
      readonly output: Output;
    };

const options = {
  help: { type: "boolean", short: "h" },
  filter: { type: "string" },
  "older-than": { type: "string" },
  untagged: { type: "boolean" },
  title: { type: "string" },
  output: { type: "string", short: "o" },
} as const;

/**
 * Reads what was typed behind `stowage`.
 *
 * @throws {UsageError}
 */
export function readWords(words: readonly string[]): Command {
  const { values, positionals } = parsed(words);
  const [name, ...rest] = positionals;
  if (values.help === true || name === undefined || name === "help") return { kind: "help" };
  const output = outputOf(values.output);
  switch (name) {
    case "plan":
      return { kind: "plan", ...planOf(rest, values), title: values.title, output };
    case "show":
    case "apply":
      return { kind: name, plan: onlyPlan(name, rest), output };
    case "undo": {
      const [plan, ...tags] = rest;
      return { kind: "undo", plan: planName(name, plan), tags, output };
    }
    default:
      throw new UsageError(`There is no command “${name}”. The commands are plan, show, apply and undo.`);
  }
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function outputOf(text: string | undefined): Output {
  if (text === undefined || text === "text" || text === "json") return text ?? "text";
  throw new UsageError(`--output is text or json, not “${text}”.`);
}

function planOf(
  places: readonly string[],
  values: ReturnType<typeof parsed>["values"],
): { readonly registry: string; readonly from: PlanFrom } {
  const [first, ...others] = places.map(placeOf);
  if (first === undefined) {
    throw new UsageError("Say what to plan, such as “stowage plan prod/team/app:v1.0”.");
  }
  const { registry, repository } = first;
  const same = others.every((other) => other.registry === registry && other.repository === repository);
  if (!same) throw new UsageError("A plan from the command line is for one repository: make one for each.");

  if (values.untagged === true) return { registry, from: { kind: "untagged", repository } };
  if (repository === undefined) {
    throw new UsageError(
      `Say which repository of ${registry}, such as ${registry}/team/app, or --untagged for all manifests that no tag reaches.`,
    );
  }
  const references = [first, ...others].flatMap(({ reference }) => reference ?? []);
  const days = values["older-than"] === undefined ? null : daysOf(values["older-than"]);
  if (references.length === 0) {
    if (values.filter === undefined && days === null) {
      throw new UsageError(
        `Say which tags of ${registry}/${repository}: name them as ${registry}/${repository}:v1.0, or use --filter or --older-than. All of them are --filter '*'.`,
      );
    }
    return { registry, from: { kind: "view", repository, filter: values.filter ?? "", olderThan: days } };
  }
  if (values.filter !== undefined || days !== null) {
    throw new UsageError("Name tags, or use --filter and --older-than: not both.");
  }
  const digests = references.filter(isDigest);
  const tags = references.filter((reference) => !isDigest(reference)).filter(isTag);
  if (digests.length > 0 && tags.length > 0)
    throw new UsageError("Name tags or digests: not both in one plan.");
  if (digests.length > 0) return { registry, from: { kind: "manifests", repository, digests } };
  return { registry, from: { kind: "tags", repository, tags } };
}

/** `prod`, `prod/team/app`, `prod/team/app:v1.0` or `prod/team/app@sha256:…`. */
function placeOf(text: string): {
  readonly registry: string;
  readonly repository: RepositoryName | undefined;
  readonly reference: string | undefined;
} {
  const slash = text.indexOf("/");
  if (slash < 0) return { registry: text, repository: undefined, reference: undefined };
  const registry = text.slice(0, slash);
  const rest = text.slice(slash + 1);
  const at = rest.indexOf("@");
  const colon = at < 0 ? rest.indexOf(":") : at;
  const repository = colon < 0 ? rest : rest.slice(0, colon);
  const reference = colon < 0 ? undefined : rest.slice(colon + 1);
  if (!isRepositoryName(repository)) {
    throw new UsageError(`“${repository}” is not the name of a repository, in “${text}”.`);
  }
  if (reference !== undefined && !(at < 0 ? isTag(reference) : isDigest(reference))) {
    throw new UsageError(`“${reference}” is not a ${at < 0 ? "tag" : "digest"}, in “${text}”.`);
  }
  return { registry, repository, reference };
}

function daysOf(text: string): number {
  const [, count = "", unit = "d"] = /^(\d{1,5})(d|w|m|y)?$/.exec(text) ?? [];
  if (count === "") {
    throw new UsageError(
      `--older-than takes days, weeks, months or years, such as 90d, 12w, 6m, 1y; not “${text}”.`,
    );
  }
  return Number(count) * ({ d: 1, w: 7, m: 30, y: 365 }[unit] ?? 1);
}

function onlyPlan(command: string, words: readonly string[]): PlanName {
  const [plan, ...others] = words;
  if (others.length > 0) throw new UsageError(`“stowage ${command}” takes one plan.`);
  return planName(command, plan);
}

function planName(command: string, text: string | undefined): PlanName {
  const [, registry, id] = /^([^/]+)\/([0-9a-f]{8}-[0-9a-f-]{27})$/.exec(text ?? "") ?? [];
  if (registry !== undefined && id !== undefined) return { registry, id };
  throw new UsageError(
    `“stowage ${command}” takes a plan as “stowage plan” prints it, such as prod/6d1f0a52-9a8c-4f0e-9b0c-0c4b3a7a2f10.`,
  );
}
