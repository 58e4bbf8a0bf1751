import type { Execution, HistoryStep } from "./image.ts";
import type { Layer } from "./layer.ts";

/** An instruction of a Dockerfile, with the layer it made if it made one. */
export type Step =
  | { readonly kind: "run"; readonly command: string; readonly layer?: Layer }
  | { readonly kind: "copy"; readonly from: string; readonly to: string; readonly layer: Layer }
  /** Any instruction that only sets something, as it is written: `ENV A=b`. */
  | { readonly kind: "set"; readonly instruction: string }
  /** What a base image brought along, in the words of whoever built that. */
  | {
      readonly kind: "inherited";
      readonly line: string;
      readonly created: string;
      readonly comment: string;
      readonly layer?: Layer;
    };

export function run(command: string, layer?: Layer): Step {
  return { kind: "run", command, ...(layer === undefined ? {} : { layer }) };
}

export function copy(from: string, to: string, layer: Layer): Step {
  return { kind: "copy", from, to, layer };
}

export function set(instruction: string): Step {
  return { kind: "set", instruction };
}

/** Who wrote the history: BuildKit, or the builder that Docker had before. */
export type Builder = "buildkit" | "classic";

/**
 * The layers of `steps` and the history as `builder` writes it, the last step done at `finished`.
 */
export function assemble(
  builder: Builder,
  finished: Date,
  steps: readonly Step[],
): { readonly layers: readonly Layer[]; readonly history: readonly HistoryStep[] } {
  const secondsBefore = (position: number) => (steps.length - 1 - position) * 4;
  return {
    layers: steps.flatMap((step) => layerOf(step) ?? []),
    history: steps.map((step, position) => ({
      created: new Date(finished.getTime() - secondsBefore(position) * 1000).toISOString(),
      ...(builder === "buildkit" ? { comment: "buildkit.dockerfile.v0" } : {}),
      ...line(builder, step),
      ...(layerOf(step) === undefined ? { empty_layer: true } : {}),
    })),
  };
}

function layerOf(step: Step): Layer | undefined {
  return step.kind === "set" ? undefined : step.layer;
}

function line(builder: Builder, step: Step): HistoryStep {
  if (step.kind === "inherited") {
    return { created: step.created, created_by: step.line, comment: step.comment };
  }
  return { created_by: builder === "buildkit" ? buildkitLine(step) : classicLine(step) };
}

type OwnStep = Exclude<Step, { kind: "inherited" }>;

function buildkitLine(step: OwnStep): string {
  if (step.kind === "run") return `RUN /bin/sh -c ${step.command} # buildkit`;
  if (step.kind === "copy") return `COPY ${step.from} ${step.to} # buildkit`;
  return step.instruction;
}

function classicLine(step: OwnStep): string {
  if (step.kind === "run") return `/bin/sh -c ${step.command}`;
  if (step.kind === "copy") {
    const sum = step.layer.diffId.slice("sha256:".length);
    const kind = step.from.endsWith("/") ? "dir" : "file";
    return `/bin/sh -c #(nop) COPY ${kind}:${sum} in ${step.to} `;
  }
  return `/bin/sh -c #(nop)  ${step.instruction}`;
}

const seconds = (nanoseconds: number | undefined) => `${(nanoseconds ?? 0) / 1_000_000_000}s`;

/** The instructions that only set something, in the form and order in which builders write them. */
export function settings(execution: Execution): readonly Step[] {
  const lines: string[] = [];
  for (const [key, value] of Object.entries(execution.Labels ?? {})) lines.push(`LABEL ${key}=${value}`);
  for (const variable of execution.Env ?? []) lines.push(`ENV ${variable}`);
  if (execution.WorkingDir !== undefined) lines.push(`WORKDIR ${execution.WorkingDir}`);
  const volumes = Object.keys(execution.Volumes ?? {});
  if (volumes.length > 0) lines.push(`VOLUME [${volumes.join(" ")}]`);
  for (const port of Object.keys(execution.ExposedPorts ?? {})) lines.push(`EXPOSE map[${port}:{}]`);
  if (execution.User !== undefined) lines.push(`USER ${execution.User}`);
  if (execution.StopSignal !== undefined) lines.push(`STOPSIGNAL ${execution.StopSignal}`);
  const check = execution.Healthcheck;
  if (check !== undefined) {
    const test = check.Test.map((word) => JSON.stringify(word)).join(" ");
    const times = [check.Interval, check.Timeout, check.StartPeriod, undefined].map(
      (time) => `"${seconds(time)}"`,
    );
    const retries = (check.Retries ?? 0).toString(16).padStart(2, "0");
    lines.push(`HEALTHCHECK &{[${test}] ${times.join(" ")} '\\x${retries}'}`);
  }
  if (execution.Entrypoint !== undefined) lines.push(`ENTRYPOINT ${JSON.stringify(execution.Entrypoint)}`);
  if (execution.Cmd !== undefined) lines.push(`CMD ${JSON.stringify(execution.Cmd)}`);
  return lines.map(set);
}
