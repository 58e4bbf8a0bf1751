import { setTimeout as delay } from "node:timers/promises";
import type { Plan, PlanItem } from "#lib/cleanup/plan/types.ts";
import type { Api } from "./api.ts";
import { itemLine, summaryLines } from "./print.ts";
import { type Command, type PlanName, UsageError } from "./words.ts";

/** How a command ended. */
export const exitCodes = {
  done: 0,
  /** Some of it could not be done; the output says which. */
  partly: 1,
  /** What was typed cannot be used. */
  usage: 2,
  /** Stowage refused, or could not be reached. */
  refused: 3,
} as const;

/** How often it is asked how far a plan is, in milliseconds. */
const askEvery = 500;

/** Where a command writes: results to `out`, how far it is to `progress`. */
export interface Terminal {
  out(text: string): void;
  progress(text: string): void;
}

/**
 * Carries out what a person typed.
 *
 * @returns the exit code.
 * @throws {UsageError} {ApiError}
 */
export async function runCommand(
  command: Exclude<Command, { kind: "help" }>,
  api: Api,
  terminal: Terminal,
): Promise<number> {
  switch (command.kind) {
    case "plan": {
      const { id } = await api.createPlan(command.registry, command.from, command.title);
      const name = { registry: command.registry, id };
      const plan = await until(api, name, terminal, ({ state }) => state !== "making");
      await show(api, name, plan, command, terminal);
      return plan.state === "failed" ? exitCodes.partly : exitCodes.done;
    }
    case "show":
      await show(api, command.plan, await api.plan(command.plan), command, terminal);
      return exitCodes.done;
    case "apply": {
      await api.act(command.plan, { action: "apply" });
      const plan = await until(api, command.plan, terminal, ({ state }) => state !== "running");
      await show(api, command.plan, plan, command, terminal);
      const { failed, planned } = plan.counts;
      return plan.state === "done" && failed + planned === 0 ? exitCodes.done : exitCodes.partly;
    }
    case "undo": {
      const positions = await positionsOf(api, command.plan, command.tags);
      await api.act(command.plan, { action: "undo", ...(positions === undefined ? {} : { positions }) });
      return undone(api, command, terminal);
    }
  }
}

async function undone(
  api: Api,
  command: Extract<Command, { kind: "undo" }>,
  terminal: Terminal,
): Promise<number> {
  for (;;) {
    let [asked, unhappy] = [0, 0];
    for await (const { undo } of api.items(command.plan)) {
      if (undo?.state === "asked") asked += 1;
      if (undo?.state === "failed" || undo?.state === "occupied") unhappy += 1;
    }
    if (asked === 0) {
      await show(api, command.plan, await api.plan(command.plan), command, terminal);
      return unhappy === 0 ? exitCodes.done : exitCodes.partly;
    }
    terminal.progress(`${asked} left to be put back`);
    await delay(askEvery);
  }
}

/** The items of some tags; undefined for all of a plan. */
async function positionsOf(api: Api, plan: PlanName, tags: readonly string[]): Promise<number[] | undefined> {
  if (tags.length === 0) return undefined;
  const wanted = new Set(tags);
  const positions: number[] = [];
  for await (const { kind, reference, repository, position } of api.items(plan)) {
    if (kind !== "tag") continue;
    for (const name of [reference, `${repository}:${reference}`]) {
      if (wanted.delete(name)) positions.push(position);
    }
  }
  const [missing] = wanted;
  if (missing === undefined) return positions;
  throw new UsageError(`“${missing}” is no tag of this plan. “stowage show” lists them.`);
}

async function until(
  api: Api,
  name: PlanName,
  terminal: Terminal,
  isOver: (plan: Plan) => boolean,
): Promise<Plan> {
  for (;;) {
    const plan = await api.plan(name);
    if (isOver(plan)) return plan;
    const { planned, deleted } = plan.counts;
    terminal.progress(plan.paused ? "paused in Stowage" : `${deleted} deleted, ${planned} to go`);
    await delay(askEvery);
  }
}

async function show(
  api: Api,
  name: PlanName,
  plan: Plan,
  { output }: Pick<Command & { output: unknown }, "output">,
  terminal: Terminal,
): Promise<void> {
  if (output === "json") {
    const items: PlanItem[] = [];
    for await (const item of api.items(name)) items.push(item);
    terminal.out(`${JSON.stringify({ ...plan, items }, undefined, 2)}\n`);
    return;
  }
  for await (const item of api.items(name)) terminal.out(`${itemLine(item)}\n`);
  terminal.out(`\n${summaryLines(plan).join("\n")}\n`);
}
