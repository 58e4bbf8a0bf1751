#!/usr/bin/env node
// Starts the command line under Node 24, which reads TypeScript: the one installed with the project, or that of the machine.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const installed = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
const program = existsSync(installed) ? installed : process.execPath;
const script = fileURLToPath(new URL("../cli/main.ts", import.meta.url));
const guard = new URL("../scripts/require-node.mjs", import.meta.url).href;
const child = spawn(program, ["--import", guard, script, ...process.argv.slice(2)], { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => {
  process.exitCode = code ?? (signal === "SIGINT" ? 130 : 143);
});
