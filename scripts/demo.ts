/** `npm run demo`: a real registry with sample images, and Stowage connected to it, both on loopback. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { styleText } from "node:util";
import { seedSamples } from "./samples/seed.ts";
import { build, buildState } from "./tools/build.ts";
import { unlessAsked, untilAskedToStop } from "./tools/child.ts";
import { cleaningUp } from "./tools/cleaning-up.ts";
import { type DemoRegistry, prepareRegistry, startDemoRegistry } from "./tools/demo-registry.ts";
import { environmentWithoutConfiguration, root, startStowage } from "./tools/next-server.ts";
import { portFrom, requireFreePort } from "./tools/ports.ts";
import { Problem, runScript, say } from "./tools/problem.ts";
import { ensurePrograms, requirements } from "./tools/programs.ts";

const folder = join(root, ".demo");
const distDir = ".next";

await runScript(async () => {
  const asked = untilAskedToStop();
  await unlessAsked(asked, () =>
    cleaningUp(async (running) => {
      const stowage = await start(running, asked.signal);
      const ending = await Promise.race([asked.promise, stowage.child.ended]);
      if (ending !== "asked")
        throw new Problem(`${ending.sentence}. Its log: ${join(folder, "stowage.log")}`);
      console.log();
      say("Stopping");
    }),
  );
});

async function start(running: AsyncDisposableStack, signal: AbortSignal) {
  const host = process.env.HOST ?? "127.0.0.1";
  const port = portFrom("PORT", 3000);
  const registryPort = portFrom("DEMO_REGISTRY_PORT", 5050);
  await requireFreePort(port, host, "Stowage", "PORT");
  await requireFreePort(registryPort, "127.0.0.1", "the demo's registry", "DEMO_REGISTRY_PORT");
  await mkdir(folder, { recursive: true });

  const how = await prepareRegistry();
  await ensurePrograms([requirements.busybox]);
  signal.throwIfAborted();

  const registry = await startDemoRegistry(how, { storage: join(folder, "registry"), port: registryPort });
  running.defer(() => registry.stop());
  await Promise.all([seedOnce(registry), buildWhenNeeded(signal)]);
  signal.throwIfAborted();

  const administrator = await demoAdministrator();
  say("Starting Stowage");
  const stowage = await startStowage({
    distDir,
    host,
    port,
    signal,
    output: { file: join(folder, "stowage.log") },
    env: {
      ...environmentWithoutConfiguration(),
      STOWAGE_DATA_DIR: join(folder, "data"),
      STOWAGE_ADMIN_USERNAME: administrator.username,
      STOWAGE_ADMIN_PASSWORD: administrator.password,
      REGISTRY_URL: registry.url,
      REGISTRY_NAME: "Demo registry",
      REGISTRY_SLUG: "demo",
    },
  });
  running.defer(() => stowage.child.stop());

  const line = (name: string, value: string) => `  ${name.padEnd(10)} ${styleText("bold", value)}`;
  console.log(
    [
      "",
      line("Stowage", stowage.url),
      line("Sign in", `${administrator.username} / ${administrator.password}`),
      line("Registry", registry.url),
      "",
      "  Ctrl-C ends both. What you change stays in .demo for the next time; delete that folder to start afresh.",
      "",
    ].join("\n"),
  );
  return stowage;
}

/** Fills a new registry. One that was filled before is left as its user made it: a tag deleted yesterday stays deleted. */
async function seedOnce(registry: DemoRegistry): Promise<void> {
  const marker = join(folder, "registry", "seeded");
  const seeded = await readFile(marker).then(
    () => true,
    () => false,
  );
  if (seeded) return;
  say("Filling the registry with sample images");
  const began = performance.now();
  const { pushed, kept } = await seedSamples({
    slug: "demo",
    name: "Demo registry",
    url: registry.url,
    plainHttp: true,
    skipTlsVerify: false,
  });
  await writeFile(marker, `${new Date().toISOString()}\n`);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`${pushed} images and artifacts pushed, ${kept} were there, in ${seconds} s`);
}

async function buildWhenNeeded(signal: AbortSignal): Promise<void> {
  const state = await buildState(distDir);
  if (state === "current") return;
  say(state === "missing" ? "Building Stowage" : "Building Stowage anew: the sources have changed");
  await build(distDir, { output: "keep", signal });
}

/** The demo's account: its password is made at the first start and kept beside the data. */
async function demoAdministrator(): Promise<{ readonly username: string; readonly password: string }> {
  const path = join(folder, "administrator-password");
  const kept = await readFile(path, "utf8").catch(() => undefined);
  const password = kept?.trim() || randomBytes(12).toString("base64url");
  if (kept === undefined) await writeFile(path, `${password}\n`, { mode: 0o600 });
  return { username: "admin", password };
}
