import type { ChildProcess } from "node:child_process";

/** How long a server may take to end before it is ended, in milliseconds. */
const patience = 5_000;

/** Keeps the last that a process has said, for the sentence of an error. */
export function keepOutput(child: ChildProcess): () => string {
  let last = "";
  const keep = (chunk: Buffer) => {
    last = `${last}${chunk.toString()}`.slice(-4_000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return () => last;
}

/** Asks a process to end, and makes it where it does not. Resolves when it has ended. */
export async function endProcess(
  child: ChildProcess,
  politely: NodeJS.Signals = "SIGTERM",
  firmly: NodeJS.Signals = "SIGKILL",
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill(politely);
  const timer = setTimeout(() => child.kill(firmly), patience);
  await exit;
  clearTimeout(timer);
}
