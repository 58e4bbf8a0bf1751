import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Child, type Output, startChild } from "./child.ts";
import { Problem } from "./problem.ts";

/** The project's folder. */
export const root: string = join(import.meta.dirname, "../..");

export const nextProgram: string = join(root, "node_modules/next/dist/bin/next");

/**
 * Node lets its heap grow with the memory of the machine: on a large one a sync's garbage lay about in hundreds of megabytes
 * of which 30 were used. These bounds keep the server small and are far above what it needs; NODE_OPTIONS of one's own win.
 */
const heapBounds = "--max-old-space-size=1024 --max-semi-space-size=8";

/** A Stowage server in a process of its own. */
export interface StowageServer {
  readonly url: string;
  readonly child: Child;
}

/** This process's environment without Stowage's own variables, for servers that must not depend on who starts them. */
export function environmentWithoutConfiguration(): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter(
    (name) => !/^(REGISTRY_|STOWAGE_|DATABASE_URL|PORT$|HOST$)/.test(name),
  );
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as NodeJS.ProcessEnv;
}

/** The address under which a server on `host` answers on this machine; one that listens everywhere does on loopback too. */
function localUrl(host: string, port: number): string {
  const name = { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[host] ?? (host.includes(":") ? `[${host}]` : host);
  return `http://${name}:${port}`;
}

/**
 * Starts a production server of the build in `distDir` and waits until it answers.
 *
 * @param options.env the whole environment but for PORT, HOST and the dist dir.
 * @throws {Problem} when it ends or does not answer within a minute.
 */
export async function startStowage(options: {
  readonly distDir: string;
  readonly host: string;
  readonly port: number;
  readonly env: NodeJS.ProcessEnv;
  readonly output: Output;
  /** Ends the start early. */
  readonly signal?: AbortSignal;
}): Promise<StowageServer> {
  const url = localUrl(options.host, options.port);
  const child = startChild(
    "Stowage",
    process.execPath,
    [nextProgram, "start", "-p", String(options.port), "-H", options.host],
    {
      cwd: root,
      output: options.output,
      env: {
        ...options.env,
        NODE_OPTIONS: `${heapBounds} ${options.env.NODE_OPTIONS ?? ""}`.trim(),
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        STOWAGE_DIST_DIR: options.distDir,
        PORT: String(options.port),
        HOST: options.host,
      },
    },
  );
  const failed = child.ended.then(({ sentence }) => {
    throw new Problem(`${sentence} before it answered.\n${child.lastOutput()}`.trim());
  });
  const answers = new AbortController();
  const signals = options.signal === undefined ? [answers.signal] : [answers.signal, options.signal];
  try {
    await Promise.race([untilAnswers(`${url}/api/health`, 60_000, AbortSignal.any(signals)), failed]);
  } catch (error) {
    answers.abort();
    await child.stop();
    throw error;
  }
  // From here on an end is the caller's to notice.
  failed.catch(() => undefined);
  return { url, child };
}

/** Resolves when `url` answers with success. */
async function untilAnswers(url: string, patience: number, signal: AbortSignal): Promise<void> {
  const end = Date.now() + patience;
  let last = "no answer";
  while (Date.now() < end) {
    try {
      const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) });
      await response.body?.cancel();
      if (response.ok) return;
      last = `status ${response.status}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await delay(100, undefined, { signal });
  }
  throw new Problem(`${url} did not answer within ${patience / 1000} seconds (${last}).`);
}
