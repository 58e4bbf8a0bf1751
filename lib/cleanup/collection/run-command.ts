import { spawn } from "node:child_process";
import type { PrintedReader } from "./printed.ts";

/** How a program is run. */
interface CommandRun {
  /** An absolute path. Called without a shell. */
  readonly path: string;
  readonly words: readonly string[];
  /** In milliseconds. */
  readonly timeout: number;
  /** Ends it, as when the server stops. */
  readonly signal: AbortSignal;
  readonly printed: PrintedReader;
}

/** How it ended. */
export type CommandEnd =
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "killed"; readonly by: string }
  | { readonly kind: "timeout" }
  | { readonly kind: "stopped" }
  /** It could not be begun: no such file, or not to be executed. */
  | { readonly kind: "unable"; readonly reason: string };

/** How long a program that was told to end may take before it is killed, in milliseconds. */
const patience = 5_000;

/** What Stowage knows of secrets is none of the command's business. */
const own = /^(?:STOWAGE_|DATABASE_URL|REGISTRY_)/;

/**
 * Runs a program with its words, without a shell, in a process group of its own that ends with it. Never throws what the program is
 * to blame for. Its environment is Stowage's without Stowage's own variables.
 */
export function runCommand({ path, words, timeout, signal, printed }: CommandRun): Promise<CommandEnd> {
  return new Promise((resolve) => {
    const env = { ...process.env };
    for (const name of Object.keys(env)) if (own.test(name)) delete env[name];
    const child = spawn(path, words, { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    let why: CommandEnd | undefined;
    let killing: NodeJS.Timeout | undefined;
    const end = (because: CommandEnd) => {
      if (why !== undefined) return;
      why = because;
      kill("SIGTERM");
      killing = setTimeout(() => kill("SIGKILL"), patience);
    };
    const kill = (name: NodeJS.Signals) => {
      if (child.pid === undefined) return;
      try {
        // The whole group: a script's own children too.
        process.kill(-child.pid, name);
      } catch (error) {
        // All of it ended by itself.
        if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
      }
    };
    const stop = () => end({ kind: "stopped" });
    const timer = setTimeout(() => end({ kind: "timeout" }), timeout);
    signal.addEventListener("abort", stop, { once: true });
    const done = (result: CommandEnd) => {
      clearTimeout(timer);
      clearTimeout(killing);
      signal.removeEventListener("abort", stop);
      resolve(why ?? result);
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => printed.push(text));
    }
    child.once("error", (error) => done({ kind: "unable", reason: error.message }));
    child.once("close", (code, by) =>
      done(code === null ? { kind: "killed", by: by ?? "" } : { kind: "exit", code }),
    );
    if (signal.aborted) stop();
  });
}
