import { assemble, run, type Step } from "../dockerfile.ts";
import { buildImage } from "../image.ts";
import { buildLayer, file, type Layer, whiteout } from "../layer.ts";
import { debianRoot, machineArchitecture } from "../root.ts";
import { once, sample } from "../sample.ts";

/** Where every image of the demo starts. */
export const baseRepository = "platform/base/debian-slim";

const root = (version: string, codename: string, compression: "gzip" | "zstd", mtime: string) =>
  once(async () => buildLayer(await debianRoot(version, codename), { compression, mtime: new Date(mtime) }));

const bookworm = root("12.4", "bookworm", "gzip", "2024-10-17T00:00:00Z");
const trixie = root("13.1", "trixie", "zstd", "2026-09-08T00:00:00Z");

/** The first steps of everything built on a base, dated as the base is. */
const stepsOf = (
  layer: () => Promise<Layer>,
  suite: string,
  created: string,
): (() => Promise<readonly Step[]>) => {
  const line = `# debian.sh --arch '${machineArchitecture}' out/ '${suite}'`;
  return async () => [{ kind: "inherited", line, layer: await layer(), created, comment: "stowage samples" }];
};

const bookwormCreated = "2024-10-17T09:12:44Z";
const trixieCreated = "2026-09-08T07:55:10Z";

/** The steps that every image built on the bookworm base begins with. */
export const baseSteps = stepsOf(bookworm, "bookworm", bookwormCreated);

/** The same for the base of 2026, whose layer is compressed with zstd. */
export const trixieSteps = stepsOf(trixie, "trixie", trixieCreated);

async function debian(steps: readonly Step[], created: string) {
  const { layers, history } = assemble("buildkit", new Date(created), steps);
  return buildImage({
    layers,
    config: {
      created,
      architecture: machineArchitecture,
      config: { Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], Cmd: ["sh"] },
      history,
    },
    annotations: {
      "org.opencontainers.image.source": "https://git.stowage.example/platform/base-images",
      "org.opencontainers.image.created": created,
    },
  });
}

/** The bookworm base as pushed; attestations name its digest. */
export const bookwormBase = once(async () => debian(await baseSteps(), bookwormCreated));

/** Base images: bookworm, a hardened one that removes what a server does not need, and trixie with zstd. */
export const baseSamples = [
  sample(baseRepository, ["12", "12.4", "bookworm", "bookworm-20241017"], bookwormBase),
  sample(baseRepository, ["12-hardened"], async () => {
    const removed = await buildLayer([
      ...["telnet", "wget", "nc", "ftpget", "ftpput", "vi"].map((name) => whiteout(`bin/${name}`)),
      file("etc/motd", "Hardened: no network clients, no editor.\n"),
    ]);
    return debian(
      [
        ...(await baseSteps()),
        run("rm -f /bin/telnet /bin/wget /bin/nc /bin/ftpget /bin/ftpput /bin/vi", removed),
      ],
      "2025-02-11T08:30:00Z",
    );
  }),
  sample(baseRepository, ["13", "13.1", "trixie", "trixie-20260908", "latest"], async () =>
    debian(await trixieSteps(), trixieCreated),
  ),
];
