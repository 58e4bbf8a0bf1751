import { buildkitAttestation } from "../attestation.ts";
import { assemble, copy, run, type Step, set, settings } from "../dockerfile.ts";
import { greeter, type Processor } from "../greeter.ts";
import { type Built, buildImage, buildIndex, type Execution, type PlatformOf } from "../image.ts";
import { buildLayer, type Compression, directory, file, type Layer } from "../layer.ts";
import { bundle, noise } from "../plausible.ts";
import { machineArchitecture } from "../root.ts";
import { oncePer, sample } from "../sample.ts";
import { baseRepository, baseSteps, bookwormBase, trixieSteps } from "./base.ts";
import { platforms } from "./hello.ts";
import { applicationPackages } from "./packages.ts";
import { type Release, releases } from "./releases.ts";

/** The repository with two years of tags. */
const applicationRepository = "prod/team/app";
const source = "https://git.stowage.example/team/app";

const path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const owner = { uid: 1000, gid: 1000 };

/** What the application's image says about itself. */
function applicationExecution(version: string, created: string, commit: string): Execution {
  return {
    User: "app",
    ExposedPorts: { "8080/tcp": {}, "9090/tcp": {} },
    Env: [path, "NODE_ENV=production", `APP_VERSION=${version}`, "PORT=8080", "LANG=C.UTF-8"],
    Entrypoint: ["/usr/local/bin/app"],
    Cmd: ["serve", "--config", "/app/config/production.json"],
    Volumes: { "/app/uploads": {} },
    WorkingDir: "/app",
    Labels: {
      "org.opencontainers.image.created": created,
      "org.opencontainers.image.description": "Books containers onto ships",
      "org.opencontainers.image.licenses": "Apache-2.0",
      "org.opencontainers.image.revision": commit,
      "org.opencontainers.image.source": source,
      "org.opencontainers.image.title": "app",
      "org.opencontainers.image.url": "https://app.stowage.example",
      "org.opencontainers.image.vendor": "Example Shipping",
      "org.opencontainers.image.version": version,
    },
    StopSignal: "SIGTERM",
    Healthcheck: {
      Test: ["CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:8080/healthz || exit 1"],
      Interval: 30_000_000_000,
      Timeout: 3_000_000_000,
      StartPeriod: 5_000_000_000,
      Retries: 3,
    },
  };
}

/** The layer that adds the user `app`. */
export const accountLayer = oncePer((compression: Compression) =>
  buildLayer(
    [
      file(
        "etc/passwd",
        "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\napp:x:1000:1000::/home/app:/bin/sh\n",
      ),
      file("etc/group", "root:x:0:\nnogroup:x:65534:\napp:x:1000:\n"),
      directory("home/app", owner),
    ],
    { compression },
  ),
);

/** The layer with the application's packages from npm; another `revision` is other packages. */
export const dependencyLayer = oncePer((compression: Compression, revision: number) =>
  buildLayer(
    applicationPackages
      .filter((entry) => entry.purl.startsWith("pkg:npm"))
      .flatMap(({ name, version }) => [
        file(
          `app/node_modules/${name}/package.json`,
          `${JSON.stringify({ name, version, type: "module", main: "index.js" }, null, 2)}\n`,
        ),
        file(`app/node_modules/${name}/index.js`, bundle(`${name} ${revision}`, 700_000)),
        file(`app/node_modules/${name}/LICENSE`, "MIT License\n"),
      ]),
    { compression },
  ),
);

const modules = ["server", "bookings", "vessels", "ports", "billing", "reports"];

/** A release changes two modules of six; the rest of its layer is as before, as in real ones. */
const programLayer = (version: string, position: number, compression: Compression) =>
  buildLayer(
    [
      ...modules.map((module, index) => {
        const changed = Math.floor((position * 2 + index) / modules.length);
        return file(`app/dist/${module}.js`, bundle(`${module} ${changed}`, 240_000), owner);
      }),
      file("app/dist/assets/map.webp", noise(`map ${Math.floor(position / 6)}`, 420_000), owner),
      file("app/dist/assets/sprite.avif", noise(`sprite ${Math.floor(position / 9)}`, 160_000), owner),
      file(
        "app/package.json",
        `${JSON.stringify({ name: "app", version, type: "module" }, null, 2)}\n`,
        owner,
      ),
    ],
    { compression },
  );

const configuration = (version: string, compression: Compression) =>
  buildLayer(
    [
      file(
        "app/config/production.json",
        `${JSON.stringify({ version, port: 8080, metrics: 9090, log: { level: "info" } }, null, 2)}\n`,
        owner,
      ),
      directory("app/uploads", { ...owner, mode: 0o750 }),
    ],
    { compression },
  );

/** The image of one release for one platform; what does not depend on the platform is the same layer in each. */
async function applicationImage(
  release: Release,
  shared: { readonly base: readonly Step[]; readonly content: readonly Layer[] },
  platform: PlatformOf & { readonly processor: Processor },
): Promise<Built> {
  const compression = release.era === "zstd" ? "zstd" : "gzip";
  const [account, dependencies, program, config] = shared.content;
  if (!account || !dependencies || !program || !config) throw new Error("The application has four layers.");
  const launcher = await buildLayer(
    [
      file(
        "usr/local/bin/app",
        greeter(platform.processor, `app ${release.version} (${release.commit.slice(0, 7)})\n`),
        { mode: 0o755 },
      ),
    ],
    { compression },
  );
  const execution = applicationExecution(release.version, release.created, release.commit);
  const { layers, history } = assemble(
    release.era === "docker" ? "classic" : "buildkit",
    new Date(release.created),
    [
      ...shared.base,
      run("adduser --disabled-password --uid 1000 app", account),
      set(`ARG VERSION=${release.version}`),
      run("npm ci --omit=dev && npm cache clean --force", dependencies),
      copy("--chown=app dist/", "/app/dist/", program),
      copy("--chown=app config/", "/app/config/", config),
      copy("--from=build /out/app", "/usr/local/bin/app", launcher),
      ...settings(execution),
    ],
  );
  const { processor: _, ...runsOn } = platform;
  return buildImage({
    layers,
    format: release.era === "docker" ? "docker" : "oci",
    config: { created: release.created, ...runsOn, config: execution, history },
    ...(release.era === "docker"
      ? {}
      : { annotations: { "org.opencontainers.image.revision": release.commit } }),
  });
}

/** Builds a release of the application. */
export async function application(release: Release): Promise<Built> {
  const position = releases.indexOf(release);
  const compression = release.era === "zstd" ? "zstd" : "gzip";
  const base = await (release.era === "zstd" ? trixieSteps() : baseSteps());
  const content = await Promise.all([
    accountLayer(compression),
    dependencyLayer(compression, release.dependencies),
    programLayer(release.version, position, compression),
    configuration(release.version, compression),
  ]);
  const own = platforms.find((platform) => platform.architecture === machineArchitecture) ?? platforms[0];
  if (own === undefined) throw new Error("There is no platform to build for.");
  if (release.era === "docker" || release.era === "oci") {
    return applicationImage(release, { base, content }, own);
  }
  const images = await Promise.all(
    platforms.map((platform) =>
      // This machine's busybox runs on its own processor only; the others start from nothing, as static programs do.
      applicationImage(release, { base: platform === own ? base : [], content }, platform),
    ),
  );
  const origin = {
    repository: applicationRepository,
    source,
    commit: release.commit,
    finished: new Date(release.created),
    base: { repository: baseRepository, tag: "12", digest: (await bookwormBase()).content.digest },
    packages: applicationPackages,
  };
  return buildIndex({
    children: [
      ...images.map((image) => ({ image })),
      ...images.map((image) => buildkitAttestation(image, origin)),
    ],
  });
}

export const applicationSamples = releases.map((release) =>
  sample(applicationRepository, release.tags, () => application(release)),
);
