import type { Descriptor } from "./descriptor.ts";
import type { Digest } from "./digest.ts";
import {
  asComment,
  type DockerfileLine,
  type Instruction,
  readCreatedBy,
  shellOf,
} from "./dockerfile-line.ts";
import type { HistoryEntry, ImageConfig } from "./image-config.ts";

/** The layer that a step made. */
interface StepLayer {
  /** Its place in the manifest, from 0 at the bottom. */
  readonly index: number;
  readonly digest: Digest;
  /** In bytes, as stored in the registry (compressed). */
  readonly size: number;
  /** The digest of the uncompressed archive, where the config has one for each layer. */
  readonly diffId?: string;
  /**
   * History names more or fewer layers than the manifest has, so that which step made which layer is an assumption:
   * from the bottom, one after the other.
   */
  readonly guessed: boolean;
}

/** A step of an image's history, read back into a Dockerfile. */
export interface HistoryStep {
  readonly instruction: Instruction;
  /** The Dockerfile's line or lines; empty where history says nothing of a layer. */
  readonly text: string;
  /** The words of the history as they are; empty where there are none. */
  readonly raw: string;
  /** RFC 3339. */
  readonly created?: string;
  readonly comment?: string;
  readonly author?: string;
  readonly layer?: StepLayer;
  /** Whether the step says that it made no layer. */
  readonly empty: boolean;
}

/** BuildKit signs every step with its own name. */
const noise = new Set(["buildkit.dockerfile.v0", "buildkit.exporter.image.v0"]);
/** Buildah and Podman note what a step was built upon; an ID is an image of the same build. */
const basedOn = /^FROM (?:([0-9a-f]{12,64})|(\S.*))$/;

/**
 * Reads an image's history back into the Dockerfile that it came from, each step with its layer.
 *
 * It is a reconstruction: history keeps neither stages, sources of `COPY --from`, mounts nor line ends. Steps of other
 * tools (Bazel, Jib, ko, Nix, buildpacks) are `UNKNOWN`, with their words as a comment. Layers of which history says
 * nothing follow at the end as `UNKNOWN` without text.
 *
 * OCI image specification, config.md, `history`.
 *
 * @param layers the manifest's layers, from the bottom.
 */
export function reconstructDockerfile(config: ImageConfig, layers: readonly Descriptor[]): HistoryStep[] {
  const making = config.history.filter((entry) => !entry.empty_layer).length;
  const guessed = making > 0 && making !== layers.length;
  const diffIds = config.rootfs.diff_ids.length === layers.length ? config.rootfs.diff_ids : [];
  const layerAt = (index: number): { layer: StepLayer } | undefined => {
    const layer = layers[index];
    if (layer === undefined) return undefined;
    const diffId = diffIds[index];
    const { digest, size } = layer;
    return { layer: { index, digest, size, ...(diffId === undefined ? {} : { diffId }), guessed } };
  };

  const steps: HistoryStep[] = [];
  let shell = config.os === "windows" ? "cmd /S /C" : "/bin/sh -c";
  let made = 0;
  for (const entry of config.history) {
    const comment = commentOf(entry);
    if (comment.from !== undefined) {
      steps.push({
        ...about(entry),
        instruction: "FROM",
        text: `FROM ${comment.from}`,
        raw: `FROM ${comment.from}`,
        empty: true,
      });
    }
    const line = lineOf(entry, comment.text, { config, shell });
    shell = shellOf(line) ?? shell;
    steps.push({
      ...line,
      raw: entry.created_by,
      ...about(entry),
      ...(comment.text === "" ? {} : { comment: comment.text }),
      ...(entry.empty_layer ? {} : layerAt(made)),
      empty: entry.empty_layer,
    });
    if (!entry.empty_layer) made += 1;
  }
  for (let index = made; index < layers.length; index += 1) {
    steps.push({ instruction: "UNKNOWN", text: "", raw: "", ...layerAt(index), empty: false });
  }
  return steps;
}

function lineOf(
  entry: HistoryEntry,
  comment: string,
  context: { config: ImageConfig; shell: string },
): DockerfileLine {
  if (entry.created_by.trim() !== "") return readCreatedBy(entry.created_by, context);
  // `docker import`, a squashed build, Nix: the comment is all there is.
  return { instruction: "UNKNOWN", text: asComment(comment) };
}

function commentOf(entry: HistoryEntry): { text: string; from?: string } {
  const comment = entry.comment?.trim() ?? "";
  if (noise.has(comment)) return { text: "" };
  const base = basedOn.exec(comment);
  if (base === null) return { text: comment };
  return { text: "", ...(base[2] === undefined ? {} : { from: base[2] }) };
}

function about(entry: HistoryEntry): Pick<HistoryStep, "created" | "author"> {
  return {
    ...(entry.created === undefined ? {} : { created: entry.created }),
    ...(entry.author === undefined || entry.author === "" ? {} : { author: entry.author }),
  };
}
