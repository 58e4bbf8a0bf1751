import { assemble, copy, run, set, settings } from "../dockerfile.ts";
import { buildImage, type Execution } from "../image.ts";
import { buildLayer, file, opaqueWhiteout, whiteout } from "../layer.ts";
import { bundle, table } from "../plausible.ts";
import { machineArchitecture } from "../root.ts";
import { sample } from "../sample.ts";
import { accountLayer, application, dependencyLayer } from "./application.ts";
import { baseSteps, trixieSteps } from "./base.ts";
import { releases } from "./releases.ts";

const owner = { uid: 1000, gid: 1000 };

/** A worker whose last steps remove what earlier ones left, and copy files only to change their owner: waste that a dashboard can show. */
async function worker(version: string, created: string, compression: "gzip" | "zstd") {
  const program = bundle(`worker ${version}`, 600_000);
  const ports = table(`ports ${version.slice(0, 3)}`, 30_000);
  const [account, dependencies, installed, cleaned, owned] = await Promise.all([
    accountLayer(compression),
    dependencyLayer(compression, 5),
    buildLayer(
      [
        file("app/worker.js", program),
        file("app/data/ports.csv", ports),
        file("app/cache/warm-up.json", bundle(`cache ${version}`, 200_000)),
        file("app/cache/index.bin", bundle("cache index", 90_000)),
        file("tmp/build.log", "npm warn deprecated inflight@1.0.6\nadded 214 packages in 9s\n"),
      ],
      { compression },
    ),
    buildLayer(
      [
        whiteout("tmp/build.log"),
        opaqueWhiteout("app/cache"),
        file("app/cache/.keep", ""),
        whiteout("app/node_modules/zod/LICENSE"),
      ],
      { compression },
    ),
    buildLayer([file("app/worker.js", program, owner), file("app/data/ports.csv", ports, owner)], {
      compression,
    }),
  ]);
  const execution: Execution = {
    User: "1000:1000",
    Env: ["PATH=/usr/local/bin:/usr/bin:/bin", "QUEUE=bookings", "CONCURRENCY=4"],
    WorkingDir: "/app",
    Entrypoint: ["/bin/sh", "-c"],
    Cmd: ["tail -n 3 /app/data/ports.csv && echo worker is idle"],
    StopSignal: "SIGINT",
    Labels: { "org.opencontainers.image.version": version, "org.opencontainers.image.created": created },
    Healthcheck: { Test: ["NONE"] },
  };
  const { layers, history } = assemble("buildkit", new Date(created), [
    ...(await (compression === "zstd" ? trixieSteps() : baseSteps())),
    run("adduser --disabled-password --uid 1000 app", account),
    set(`ARG VERSION=${version}`),
    run("npm ci --omit=dev && npm cache clean --force", dependencies),
    copy(". .", "/app/", installed),
    run("rm -rf /app/cache/* /tmp/build.log /app/node_modules/zod/LICENSE", cleaned),
    run("chown -R 1000:1000 /app", owned),
    ...settings(execution),
  ]);
  return buildImage({
    layers,
    config: { created, architecture: machineArchitecture, config: execution, history },
  });
}

/** The release of the application that staging runs, by version: the same digest as in production. */
function promoted(version: string) {
  const release = releases.find((candidate) => candidate.version === version);
  if (release === undefined) throw new Error(`There is no release ${version}.`);
  return application(release);
}

export const workerSamples = [
  sample("prod/team/worker", ["0.9.0"], () => worker("0.9.0", "2025-06-02T09:00:00Z", "gzip")),
  sample("prod/team/worker", ["1.0.0", "1.0"], () => worker("1.0.0", "2026-01-14T10:30:00Z", "gzip")),
  sample("prod/team/worker", ["1.1.0", "1.1", "1", "latest"], () =>
    worker("1.1.0", "2026-10-19T10:02:00Z", "zstd"),
  ),
  sample("staging/team/worker", ["1.2.0-rc.1", "latest"], () =>
    worker("1.2.0-rc.1", "2026-11-17T16:00:00Z", "zstd"),
  ),
  sample("staging/team/app", ["2.4.1"], () => promoted("2.4.1")),
  sample("staging/team/app", ["2.5.0-rc.1", "latest"], () => promoted("2.5.0-rc.1")),
];
