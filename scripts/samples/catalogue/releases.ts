import { commitHash } from "../plausible.ts";

/** How a release of the application was built: its team changed tools twice in two years. */
type Era =
  /** Docker schema 2 by the classic builder. */
  | "docker"
  /** One OCI image by BuildKit. */
  | "oci"
  /** An index over three platforms with attestations. */
  | "index"
  /** The same, with zstd layers on the trixie base. */
  | "zstd";

export interface Release {
  readonly version: string;
  readonly created: string;
  readonly era: Era;
  readonly commit: string;
  /** All tags of its digest. */
  readonly tags: readonly string[];
  /** Which dependencies it was built with; the same number is the same layer. */
  readonly dependencies: number;
}

function release(
  era: Era,
  version: string,
  created: string,
  dependencies: number,
  tags: readonly string[] = [version],
): Release {
  return { era, version, created, dependencies, tags, commit: commitHash(version) };
}

const short = (version: string) => commitHash(version).slice(0, 7);

/** Two years of `prod/team/app`: releases and pre-releases, floating tags, nightly dates, commits, branches. */
export const releases: readonly Release[] = [
  release("docker", "1.0.0-alpha.1", "2024-11-18T14:02:11Z", 1),
  release("docker", "1.0.0-beta.1", "2024-12-09T09:41:30Z", 1),
  release("docker", "1.0.0-rc.1", "2025-01-13T16:20:05Z", 1),
  release("docker", "1.0.0", "2025-01-20T10:00:42Z", 1, ["1.0.0", "1.0"]),
  release("docker", "1.0.1", "2025-02-03T11:15:27Z", 1),
  release("docker", "1.1.0", "2025-03-10T13:37:00Z", 2),
  release("oci", "1.2.0", "2025-05-05T08:55:19Z", 2),
  release("oci", "1.2.1", "2025-05-19T15:03:48Z", 2),
  release("oci", "1.3.0", "2025-07-07T12:30:00Z", 3),
  release("oci", "1.9.0", "2025-09-01T09:10:11Z", 3),
  release("oci", "1.10.0", "2025-10-06T10:26:57Z", 3),
  release("oci", "1.10.1", "2026-02-02T14:44:09Z", 3, ["1.10.1", "1.10", "1"]),
  release("index", "2.0.0-beta.1", "2025-11-10T17:00:00Z", 4),
  release("index", "2.0.0-rc.1", "2025-12-01T09:00:00Z", 4),
  release("index", "2.0.0", "2026-01-12T10:05:33Z", 4),
  release("index", "2.1.0", "2026-03-09T13:12:13Z", 4),
  release("index", "2.2.0", "2026-05-11T08:18:28Z", 5),
  release("index", "2.3.0", "2026-07-13T11:51:06Z", 5),
  release("index", "2.3.1", "2026-07-27T16:09:54Z", 5, ["2.3.1", "2.3", short("2.3.1")]),
  release("zstd", "2.4.0", "2026-09-21T10:40:00Z", 6),
  release("zstd", "2.4.1", "2026-10-19T09:33:21Z", 6, [
    "2.4.1",
    "2.4",
    "2",
    "latest",
    "stable",
    short("2.4.1"),
  ]),
  release("zstd", "2.5.0-rc.1", "2026-11-16T12:00:00Z", 6, ["2.5.0-rc.1", "edge"]),
  release("oci", "2.5.0-pr.482", "2026-10-29T18:22:40Z", 6, ["pr-482"]),
  release("oci", "2.5.0-dark-mode", "2026-11-05T15:45:12Z", 6, ["feature_dark-mode"]),
  release("oci", "2.5.0-dev.3", "2026-11-18T02:00:00Z", 6, ["2026-11-18", short("2.5.0-dev.3")]),
  release("oci", "2.5.0-dev.4", "2026-11-19T02:00:00Z", 6, ["2026-11-19", short("2.5.0-dev.4")]),
  release("oci", "2.5.0-dev.5", "2026-11-20T02:00:00Z", 6, [
    "2026-11-20",
    "nightly",
    commitHash("2.5.0-dev.5"),
  ]),
];
