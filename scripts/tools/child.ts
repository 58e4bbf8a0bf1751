import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { Problem } from "./problem.ts";

/** How a program ended: its exit code (undefined when it was killed or never started), and a sentence. */
interface Ending {
  readonly code: number | undefined;
  readonly sentence: string;
}

/** Where a program's output goes: to this one's own, nowhere but {@link Child.lastOutput}, or also to the end of a file. */
export type Output = "inherit" | "keep" | { readonly file: string };

/** A program that runs beside the script, ended with all that it started. */
export interface Child {
  readonly name: string;
  /** Settles when it has ended. */
  readonly ended: Promise<Ending>;
  /** What it last wrote, when its output was not passed on. */
  lastOutput(): string;
  /** Ends it: politely, then by force after `patience` milliseconds. Resolves when it is gone. */
  stop(patience?: number): Promise<void>;
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C in the terminal reaches the script alone, which then
 * ends its children in order.
 */
export function startChild(
  name: string,
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, "cwd" | "env"> & { readonly output: Output },
): Child {
  const { output, ...spawning } = options;
  const stdio = output === "inherit" ? "inherit" : "pipe";
  const child = spawn(command, args, { ...spawning, detached: true, stdio: ["ignore", stdio, stdio] });
  const log = typeof output === "object" ? createWriteStream(output.file, { flags: "a" }) : undefined;
  let kept = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      kept = (kept + text).slice(-20_000);
      log?.write(text);
    });
  }
  const ended = new Promise<Ending>((resolve) => {
    child.once("error", (error) => {
      resolve({ code: undefined, sentence: `${name} could not be started: ${error.message}` });
    });
    child.once("close", (code, signal) => {
      log?.end();
      const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
      resolve({ code: code ?? undefined, sentence: `${name} ${how}` });
    });
  });
  return {
    name,
    ended,
    lastOutput: () => kept.trim(),
    stop: (patience = 5_000) => stopGroup(child, ended, patience),
  };
}

async function stopGroup(child: ChildProcess, ended: Promise<unknown>, patience: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  signalGroup(child.pid, "SIGTERM");
  const timer = setTimeout(() => child.pid !== undefined && signalGroup(child.pid, "SIGKILL"), patience);
  await ended;
  clearTimeout(timer);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

/** That somebody wants this script to end: Ctrl-C, a closed terminal, or a service manager. */
export interface StopRequest {
  readonly promise: Promise<"asked">;
  readonly signal: AbortSignal;
}

/**
 * Listens for Ctrl-C and its kin from now on.
 *
 * One Ctrl-C arrives twice, from the terminal and from npm, which passes on its own; so a second one forces nothing. The npm
 * scripts `exec` theirs: a shell in between would die of the signal, and npm would report a failure.
 */
export function untilAskedToStop(): StopRequest {
  const controller = new AbortController();
  const promise = new Promise<"asked">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        controller.abort(new Problem("Stopped before it was ready."));
        resolve("asked");
      });
    }
  });
  return { promise, signal: controller.signal };
}

/** Runs `work`; once somebody asked for the end, its breaking off is no failure. */
export async function unlessAsked(asked: StopRequest, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!asked.signal.aborted) throw error;
  }
}
