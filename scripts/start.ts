/** `npm start`: Stowage in production, configured by the environment. */
import { readConfig } from "#lib/config.ts";
import { build, buildState } from "./tools/build.ts";
import { type StopRequest, unlessAsked, untilAskedToStop } from "./tools/child.ts";
import { startStowage } from "./tools/next-server.ts";
import { freePort, requireFreePort } from "./tools/ports.ts";
import { Problem, runScript, say } from "./tools/problem.ts";

await runScript(async () => {
  const asked = untilAskedToStop();
  await unlessAsked(asked, () => serve(asked));
});

async function serve(asked: StopRequest): Promise<void> {
  const { port: wanted, host } = readConfig(process.env);
  const port = wanted === 0 ? await freePort(host) : wanted;
  await requireFreePort(port, host, "Stowage", "PORT");

  const distDir = process.env.STOWAGE_DIST_DIR ?? ".next";
  const state = await buildState(distDir);
  if (state === "missing") {
    say("There is no build yet: building, which takes about half a minute");
    await build(distDir, { output: "inherit", signal: asked.signal });
  } else if (state === "stale") {
    say("The build is older than the sources; npm run build makes a new one");
  }

  const stowage = await startStowage({
    distDir,
    host,
    port,
    env: process.env,
    output: "inherit",
    signal: asked.signal,
  });
  const ending = await Promise.race([asked.promise, stowage.child.ended]);
  await stowage.child.stop(15_000);
  if (ending !== "asked") throw new Problem(`${ending.sentence}.`);
}
