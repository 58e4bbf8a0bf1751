import { readGoHealthcheck, readGoList, readGoSet } from "./go-syntax.ts";
import type { ImageConfig } from "./image-config.ts";
import { breakShellLines } from "./shell-lines.ts";

const instructions = [
  "FROM",
  "RUN",
  "CMD",
  "LABEL",
  "MAINTAINER",
  "EXPOSE",
  "ENV",
  "ADD",
  "COPY",
  "ENTRYPOINT",
  "VOLUME",
  "USER",
  "WORKDIR",
  "ARG",
  "ONBUILD",
  "STOPSIGNAL",
  "HEALTHCHECK",
  "SHELL",
] as const;

/** An instruction of a Dockerfile; `UNKNOWN` where a step was made by something else, or does not say by what. */
export type Instruction = (typeof instructions)[number] | "UNKNOWN";

/** One step as a Dockerfile has it. */
export interface DockerfileLine {
  readonly instruction: Instruction;
  /** One line or several; for an unknown instruction a comment, or nothing. */
  readonly text: string;
}

/** What a step's words depend on besides themselves. */
export interface LineContext {
  readonly config: ImageConfig;
  /** The shell that runs the commands at this step, with its arguments, as one line: `/bin/sh -c`. */
  readonly shell: string;
}

const startsWithInstruction = new RegExp(`^(${instructions.join("|")})(?=\\s|$)`);
/** Classic builds write instructions that run nothing as a comment for the shell. Windows has shells of its own. */
const noOperation =
  /^(?:\|\d{1,3} (?:\S{0,200} ){0,100})?(?:\S{0,60}sh|cmd|\S{0,60}powershell(?:\.exe)?)(?: [^\s#]{1,60}){0,8} #\(nop\)\s*/i;

/** Reads the words by which a history entry says how it came to be (`created_by`) back into a line of a Dockerfile. */
export function readCreatedBy(createdBy: string, context: LineContext): DockerfileLine {
  const trimmed = createdBy.trim();
  const words = trimmed.endsWith(" # buildkit") ? trimmed.slice(0, -" # buildkit".length).trimEnd() : trimmed;
  const plain = words.replace(noOperation, "");
  const instruction = startsWithInstruction.exec(plain)?.[1] as Instruction | undefined;
  if (instruction === "RUN") return run(plain.slice(3).trim(), context);
  if (instruction !== undefined) {
    const rest = plain.slice(instruction.length).trim();
    return { instruction, text: `${instruction} ${operands(instruction, rest, context.config)}`.trimEnd() };
  }
  if (/^\|\d{1,3} /.test(words) || withoutShell(words, context) !== undefined) return run(words, context);
  return { instruction: "UNKNOWN", text: asComment(words) };
}

/** Text as a comment, each line of it. */
export function asComment(text: string): string {
  const lines = text
    .trim()
    .split("\n")
    .map((line) => (line.startsWith("#") ? line : `# ${line}`.trimEnd()));
  return text.trim() === "" ? "" : lines.join("\n");
}

function run(words: string, context: LineContext): DockerfileLine {
  const { args, command } = splitBuildArguments(words, context);
  const script = (withoutShell(command, context) ?? command).trim();
  const used = args === "" ? "" : `${asComment(`ARG ${args}`)}\n`;
  return { instruction: "RUN", text: `${used}RUN ${scriptText(script, context.config.os)}`.trimEnd() };
}

function scriptText(script: string, os: string): string {
  if (script.includes("\n") && !(script.split("\n")[0] ?? "").includes("<<")) {
    // Only a here-document puts line ends into a command; its own words are all that history keeps of it.
    const lines = script.split("\n");
    let end = "EOF";
    while (lines.includes(end)) end += "F";
    return `<<${end}\n${script}\n${end}`;
  }
  // Windows' shells have another line end.
  return os === "windows" ? script : breakShellLines(script);
}

/** How a command may start at this step: the shell with its arguments, and a blank. */
function shellPrefixes({ shell, config }: LineContext): string[] {
  return [shell, config.config.Shell.join(" "), "/bin/sh -c", "cmd /S /C"]
    .filter((prefix) => prefix !== "")
    .map((prefix) => `${prefix} `);
}

function withoutShell(words: string, context: LineContext): string | undefined {
  const prefix = shellPrefixes(context).find((candidate) => words.startsWith(candidate));
  return prefix === undefined ? undefined : words.slice(prefix.length);
}

/**
 * Takes `|2 VERSION=1.2 NAME=a b /bin/sh -c make` apart: the build's arguments that the command saw, and the command.
 * Values are not quoted there; the shell's name shows where they end.
 */
function splitBuildArguments(words: string, context: LineContext): { args: string; command: string } {
  const count = /^\|(\d{1,3}) /.exec(words);
  if (count === null) return { args: "", command: words };
  const rest = words.slice(count[0].length);
  const starts = shellPrefixes(context).flatMap((prefix) => {
    const before = rest.startsWith(prefix) ? 0 : rest.indexOf(` ${prefix}`) + 1;
    return before > 0 || rest.startsWith(prefix) ? [before] : [];
  });
  if (starts.length > 0) {
    const start = Math.min(...starts);
    return { args: pairs(rest.slice(0, start).trim(), [], argumentName), command: rest.slice(start) };
  }
  // No shell: as many words as there are arguments.
  const parts = rest.split(" ");
  const number = Number(count[1]);
  return { args: parts.slice(0, number).join(" "), command: parts.slice(number).join(" ") };
}

function operands(instruction: Instruction, rest: string, { config }: ImageConfig): string {
  switch (instruction) {
    case "CMD":
      return list(rest, config.Cmd);
    case "ENTRYPOINT":
      return list(rest, config.Entrypoint);
    case "SHELL":
      return list(rest, config.Shell, (words) => words.split(" "));
    case "EXPOSE":
    case "VOLUME":
    case "USER":
    case "STOPSIGNAL":
      return readGoSet(rest)?.join(" ") ?? rest;
    case "ENV":
      return pairs(rest, config.Env, argumentName);
    case "LABEL":
      return pairs(
        rest,
        Object.entries(config.Labels).map(([key, value]) => `${key}=${value}`),
        labelKey,
      );
    case "ARG":
      return pairs(rest, [], argumentName);
    case "ADD":
    case "COPY":
      // Classic builds name what they copied by its hash alone.
      return rest.replace(/^((?:--\S+ ){0,8})((?:file|dir|multi):[0-9a-f]+) in /, "$1$2 ");
    case "HEALTHCHECK":
      return healthcheck(rest);
    default:
      return rest;
  }
}

/** The shell that a `SHELL` line sets, as one line; nothing for other lines. */
export function shellOf(line: DockerfileLine): string | undefined {
  if (line.instruction !== "SHELL") return undefined;
  const words = line.text.slice("SHELL ".length);
  return readGoList(words)?.join(" ") ?? /^\[(.*)\]$/s.exec(words)?.[1];
}

/**
 * A list in the exec form. Old Docker wrote `CMD [nginx -g daemon off;]`, from which the words cannot be told; the
 * config's own list is then taken if it reads the same.
 */
function list(rest: string, configured: readonly string[], otherwise?: (words: string) => string[]): string {
  const text = /^&\{(.*)\}$/s.exec(rest)?.[1] ?? rest;
  const items = readGoList(text);
  if (items !== undefined) return execForm(items);
  const words = /^\[(.*)\]$/s.exec(text)?.[1];
  if (words === undefined) return text;
  if (configured.length > 0 && configured.join(" ") === words) return execForm(configured);
  return otherwise === undefined || /[;$]/.test(words) ? text : execForm(otherwise(words));
}

function execForm(items: readonly string[]): string {
  return `[${items.map((item) => JSON.stringify(item)).join(", ")}]`;
}

const argumentName = "[A-Za-z_][A-Za-z0-9_]*";
const labelKey = "[A-Za-z0-9][A-Za-z0-9_./-]*";
/** Longer or more than any Dockerfile's; telling pairs apart takes time in proportion to both. */
const limits = { text: 50_000, known: 500 };

/**
 * `KEY=value` pairs, quoted where a Dockerfile needs it. History has them without quotes, so where a value has blanks
 * the pairs are told apart by those the config knows, else by the next thing that looks like a key.
 */
function pairs(rest: string, known: readonly string[], key: string): string {
  if (!/[\s$\\]/.test(rest) || rest.includes("\n") || rest.length > limits.text) return rest;
  const sure = known.length > limits.known ? undefined : knownPairs(rest, known);
  if (sure !== undefined) return sure.map(quotedPair).join(" ");
  // Quotes mean that the tool (Buildah, Kaniko) kept the Dockerfile's own words; several blanks were line ends.
  if (/["']/.test(rest)) return breakShellLines(rest);
  const parts = rest.split(new RegExp(`\\s(?=${key}=)`));
  // The old form, `ENV KEY value`, has no pairs.
  const arePairs = parts.every((part) => new RegExp(`^${key}=`).test(part));
  if (!arePairs) return rest;
  return parts.map((part) => quotedForBlanks(part.trimEnd())).join(" ");
}

function knownPairs(rest: string, known: readonly string[]): string[] | undefined {
  const longestFirst = [...known].sort((one, other) => other.length - one.length);
  const found: string[] = [];
  let position = 0;
  while (position < rest.length) {
    const pair = longestFirst.find(
      (candidate) =>
        rest.startsWith(candidate, position) &&
        (position + candidate.length === rest.length || rest[position + candidate.length] === " "),
    );
    if (pair === undefined || pair === "") return undefined;
    found.push(pair);
    position += pair.length + 1;
  }
  return found;
}

/** A pair of a tool's own words: Kaniko's values are not expanded yet, so that a `$` may mean what it says. */
function quotedForBlanks(pair: string): string {
  const equals = pair.indexOf("=");
  return /\s/.test(pair) ? `${pair.slice(0, equals)}="${pair.slice(equals + 1)}"` : pair;
}

/** A pair whose value is what the image has, with everything that a Dockerfile would change escaped. */
function quotedPair(pair: string): string {
  const equals = pair.indexOf("=");
  const value = pair.slice(equals + 1);
  if (!/[\s"'$\\]/.test(value)) return pair;
  return `${pair.slice(0, equals)}="${value.replace(/["$\\]/g, "\\$&")}"`;
}

function healthcheck(rest: string): string {
  const check = readGoHealthcheck(rest);
  if (check === undefined) return rest;
  const { test, durations, retries } = check;
  if (test[0] === "NONE") return "NONE";
  const flags = ["interval", "timeout", "start-period", "start-interval"].flatMap((flag, index) => {
    const duration = durations[index] ?? "0s";
    return duration === "0s" ? [] : [`--${flag}=${duration.replace(/(?<=[hm])0[ms]/g, "")}`];
  });
  if (retries > 0) flags.push(`--retries=${retries}`);
  const [form, ...words] = test;
  const command = form === "CMD-SHELL" ? words.join(" ") : execForm(form === "CMD" ? words : test);
  return [...flags, `CMD ${command}`].join(" ");
}
