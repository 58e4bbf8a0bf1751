import { readdir, readFile } from "node:fs/promises";
import { Problem } from "#scripts/tools/problem.ts";

/** A process's children, and theirs. */
export async function descendants(pid: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    // What stands before the last parenthesis is the program's name, which may hold anything.
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    parents.set(Number(name), parent);
  }
  const below = (one: number): number[] =>
    [...parents].filter(([, parent]) => parent === one).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** Memory of processes in MiB: resident now, or at its highest. */
export async function memory(pids: readonly number[], what: "VmRSS" | "VmHWM"): Promise<number> {
  let kibibytes = 0;
  for (const pid of pids) {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    kibibytes += Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0);
  }
  if (kibibytes === 0) throw new Problem("The server's memory cannot be read from /proc.");
  return Math.round(kibibytes / 1024);
}
