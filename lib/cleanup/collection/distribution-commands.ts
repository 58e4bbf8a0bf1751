import { commandLine, shellQuote } from "#lib/oci/shell-quote.ts";
import { type CollectorSetting, configPath } from "./collector-setting.ts";
import type { CommandStep, NoteId } from "./commands-types.ts";

/** How a registry is brought to a halt, what is run meanwhile, and how it goes on. */
interface Surroundings {
  /** What runs while the registry serves. */
  readonly beside: (words: readonly string[]) => string;
  readonly before: CommandStep;
  /** What runs once `before` was done. */
  readonly within: (words: readonly string[]) => string;
  readonly after: CommandStep;
  /** About what runs within. */
  readonly notes: readonly NoteId[];
}

const step = (
  id: CommandStep["id"],
  lines: readonly string[],
  notes: readonly NoteId[] = [],
): CommandStep => ({
  id,
  language: "shell",
  lines,
  notes,
});

/** The stopped container's image with its environment, from which most of its configuration may come. */
const image = (container: string) =>
  `"$(docker inspect --format '{{.Config.Image}}' ${shellQuote(container)})"`;
const environment = (container: string) =>
  `<(docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' ${shellQuote(container)})`;

/** A command in a new container with a stopped one's image, volumes and environment. */
export function besideContainer(
  container: string,
  options: readonly string[],
  words: readonly string[],
): string {
  return `docker run --rm --volumes-from ${shellQuote(container)} --env-file ${environment(container)} ${[...options, ""].join(" ")}${image(container)} ${commandLine(words)}`;
}

/** The surroundings of distribution by how it is run. */
function surroundingsOf(setting: CollectorSetting): Surroundings {
  const { kind, container, service, unit, program, account, namespace, deployment } = setting;
  switch (kind) {
    case "compose":
      return {
        beside: (words) => commandLine(["docker", "compose", "exec", service, "registry", ...words]),
        before: step("stop", [commandLine(["docker", "compose", "stop", service])], ["NO_WRITES"]),
        within: (words) => commandLine(["docker", "compose", "run", "--rm", "--no-deps", service, ...words]),
        after: step(
          "start",
          [commandLine(["docker", "compose", "start", service])],
          ["RESTART_CLEARS_CACHE"],
        ),
        notes: ["COMPOSE_FOLDER"],
      };
    case "systemd":
      return {
        beside: (words) => commandLine(["runuser", "-u", account, "--", program, ...words]),
        before: step("stop", [commandLine(["systemctl", "stop", unit])], ["NO_WRITES"]),
        within: (words) => commandLine(["runuser", "-u", account, "--", program, ...words]),
        after: step("start", [commandLine(["systemctl", "start", unit])], ["RESTART_CLEARS_CACHE"]),
        notes: ["AS_ROOT"],
      };
    case "kubernetes": {
      const kubectl = ["kubectl", "--namespace", namespace];
      const target = `deployment/${deployment}`;
      const rollout = commandLine([...kubectl, "rollout", "status", target]);
      const exec = (words: readonly string[]) =>
        commandLine([...kubectl, "exec", target, "--", "registry", ...words]);
      return {
        beside: exec,
        // As a whole: REGISTRY_STORAGE_MAINTENANCE_READONLY_ENABLED=true ends distribution 2.8.2 with a panic.
        before: step(
          "readOnly",
          [commandLine([...kubectl, "set", "env", target, `${readOnlyVariable}={"enabled":true}`]), rollout],
          ["NO_WRITES", "READ_ONLY_AS_WHOLE", "ONE_VOLUME"],
        ),
        within: exec,
        after: step(
          "writable",
          [commandLine([...kubectl, "set", "env", target, `${readOnlyVariable}-`]), rollout],
          ["RESTART_CLEARS_CACHE"],
        ),
        notes: [],
      };
    }
    case "plain":
      return {
        beside: (words) => commandLine([program, ...words]),
        before: step("stop", [], ["PLAIN_STOP", "NO_WRITES"]),
        within: (words) => commandLine([program, ...words]),
        after: step("start", [], ["RESTART_CLEARS_CACHE"]),
        notes: [],
      };
    default:
      return {
        beside: (words) => commandLine(["docker", "exec", container, "registry", ...words]),
        before: step("stop", [commandLine(["docker", "stop", container])], ["NO_WRITES"]),
        within: (words) => besideContainer(container, [], words),
        after: step("start", [commandLine(["docker", "start", container])], ["RESTART_CLEARS_CACHE"]),
        notes: ["BASH_SUBSTITUTION", "OTHER_NETWORK"],
      };
  }
}

const readOnlyVariable = "REGISTRY_STORAGE_MAINTENANCE_READONLY";

/** The steps of distribution's `garbage-collect`, with what stops it before and starts it afterwards. */
export function distributionSteps(setting: CollectorSetting, deleteUntagged: boolean): CommandStep[] {
  const { beside, before, within, after, notes } = surroundingsOf(setting);
  const words = ["garbage-collect", ...(deleteUntagged ? ["--delete-untagged"] : [])];
  const config = configPath(setting);
  return [
    step("dryRun", [beside([...words, "--dry-run", config])], ["DRY_RUN_READS"]),
    before,
    step("collect", [within([...words, config])], notes),
    after,
  ];
}

/** What is run around the removal of folders from the storage, as {@link distributionSteps} does around a collection. */
export function distributionAround(
  setting: CollectorSetting,
): readonly [before: CommandStep, after: CommandStep] {
  const { before, after } = surroundingsOf(setting);
  return [before, after];
}

/** What `--delete-untagged` deletes that somebody may miss. */
export function untaggedNotes({ major }: CollectorSetting): NoteId[] {
  return major === 2
    ? [
        "UNTAGGED_2_BREAKS_INDEXES",
        "UNTAGGED_2_BREAKS_REFERRERS",
        "UNTAGGED_DROPS_DIGESTS",
        "UNTAGGED_2_NEEDS_TAGS_FOLDER",
      ]
    : // Seen with 3.1.2: what an index names is marked once, by the first repository that names it, though it may have it not.
      ["UNTAGGED_3_DROPS_SUBJECTS", "UNTAGGED_3_BREAKS_COPIES", "UNTAGGED_DROPS_DIGESTS"];
}
