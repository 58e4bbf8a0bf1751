import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { startChild } from "./child.ts";
import { nextProgram, root } from "./next-server.ts";
import { Problem, say } from "./problem.ts";

/** What a production build is made of. */
const sources = [
  "app",
  "components",
  "i18n",
  "lib",
  "public",
  "next.config.mjs",
  "postcss.config.mjs",
  "proxy.ts",
  "package-lock.json",
];

const isTest = (path: string) => /\.test\.tsx?$/.test(path);

async function newest(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || isTest(path)) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const names = await readdir(path);
  const times = await Promise.all(names.map((name) => newest(join(path, name))));
  return Math.max(0, ...times);
}

/** What a dist dir holds: no build, one older than the sources, or a current one. */
export async function buildState(distDir: string): Promise<"missing" | "stale" | "current"> {
  const built = await stat(join(root, distDir, "BUILD_ID")).catch(() => undefined);
  if (built === undefined) return "missing";
  const changed = Math.max(...(await Promise.all(sources.map((source) => newest(join(root, source))))));
  return changed > built.mtimeMs ? "stale" : "current";
}

/** Makes the build that benchmarks and pictures are taken of, where it is missing or older than the sources. */
export async function testBuild(): Promise<void> {
  const distDir = process.env.STOWAGE_DIST_DIR ?? ".next-test";
  if ((await buildState(distDir)) !== "current") {
    say("Building Stowage");
    await build(distDir, { output: "keep" });
  }
}

/**
 * Builds for production.
 *
 * @param options.output "inherit" shows Next's own output; "keep" shows it only when the build fails.
 * @throws {Problem} when the build fails or `signal` ends it.
 */
export async function build(
  distDir: string,
  options: { readonly output: "inherit" | "keep"; readonly signal?: AbortSignal },
): Promise<void> {
  const child = startChild("The build", process.execPath, [nextProgram, "build"], {
    cwd: root,
    output: options.output,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      STOWAGE_DIST_DIR: distDir,
    },
  });
  const stop = () => void child.stop();
  options.signal?.addEventListener("abort", stop, { once: true });
  const { code, sentence } = await child.ended;
  options.signal?.removeEventListener("abort", stop);
  if (code !== 0) throw new Problem(`${child.lastOutput()}\n${sentence}.`.trim());
}
