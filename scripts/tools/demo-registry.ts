import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { startRegistry } from "#e2e/registry/start-registry.ts";
import { startChild } from "./child.ts";
import { Problem } from "./problem.ts";
import { ensurePrograms, findProgram, requirements } from "./programs.ts";

export interface DemoRegistry {
  readonly url: string;
  stop(): Promise<void>;
}

/** By what the demo's registry runs: a program of this machine, or a container engine. */
export type RegistryRunner =
  | { readonly kind: "program" }
  | { readonly kind: "engine"; readonly engine: string };

const image = "docker.io/library/registry:2.8.3";

/**
 * Finds what can run a registry: a `docker-registry` or `registry` program, else Debian's package, installed now, else a
 * container engine that works.
 *
 * @throws {Problem} when there is nothing.
 */
export async function prepareRegistry(): Promise<RegistryRunner> {
  if ((await findProgram(...requirements.registry.programs)) !== undefined) return { kind: "program" };
  const canInstall = process.getuid?.() === 0 && (await findProgram("apt-get")) !== undefined;
  const engine = canInstall ? undefined : await workingEngine();
  if (engine !== undefined) return { kind: "engine", engine };
  await ensurePrograms([requirements.registry]);
  return { kind: "program" };
}

/** A container engine whose daemon, if it needs one, answers. */
async function workingEngine(): Promise<string | undefined> {
  for (const engine of ["podman", "docker", "nerdctl"]) {
    const works = await promisify(execFile)(engine, ["info"], { timeout: 15_000 }).then(
      () => true,
      () => false,
    );
    if (works) return engine;
  }
  return undefined;
}

/** Starts the registry on loopback, with its data in `storage` and deletion allowed. */
export async function startDemoRegistry(
  runner: RegistryRunner,
  options: { readonly storage: string; readonly port: number },
): Promise<DemoRegistry> {
  await mkdir(options.storage, { recursive: true });
  if (runner.kind === "program") return startRegistry(options);
  return startInContainer(runner.engine, options);
}

async function startInContainer(
  engine: string,
  { storage, port }: { readonly storage: string; readonly port: number },
): Promise<DemoRegistry> {
  const name = `stowage-demo-registry-${port}`;
  const args = ["run", "--rm", "--name", name, "--publish", `127.0.0.1:${port}:5000`];
  const data = ["--volume", `${storage}:/var/lib/registry`, "--env", "REGISTRY_STORAGE_DELETE_ENABLED=true"];
  const child = startChild("The registry", engine, [...args, ...data, image], { output: "keep" });
  const url = `http://127.0.0.1:${port}`;
  let ended: string | undefined;
  void child.ended.then(({ sentence }) => {
    ended = sentence;
  });
  // Pulling the registry's image may take a while.
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const answers = await fetch(`${url}/v2/`).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) {
      return {
        url,
        stop: async () => {
          await promisify(execFile)(engine, ["stop", name]).catch(() => undefined);
          await child.stop();
        },
      };
    }
    if (ended !== undefined) throw new Problem(`${ended}.\n${child.lastOutput()}`);
    await delay(200);
  }
  await child.stop();
  throw new Problem(
    `The registry in ${engine} did not answer at ${url} within two minutes.\n${child.lastOutput()}`,
  );
}
