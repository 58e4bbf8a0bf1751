import type { CollectorSetting } from "./collector-setting.ts";
import type { CommandStep, Commands, NoteId } from "./commands-types.ts";
import { distributionSteps, untaggedNotes } from "./distribution-commands.ts";

/** Placeholders for what Stowage has no reason to know. */
const harbor = "https://HARBOR/api/v2.0";
const nexus = "https://NEXUS/service/rest/v1";

/**
 * Exactly what to run so that a registry collects its garbage: for distribution its command with what has to stand still around it,
 * for other products their own way. Pure: nothing is run here.
 *
 * @param deleteUntagged whether manifests without a tag go too.
 */
export function collectionCommands(setting: CollectorSetting, deleteUntagged: boolean): Commands {
  switch (setting.kind) {
    case "zot":
      return zot(deleteUntagged);
    case "harbor":
      return harborCommands(deleteUntagged);
    case "gitlab":
      return {
        steps: [
          shell(
            "collect",
            [`sudo gitlab-ctl registry-garbage-collect${deleteUntagged ? " -m" : ""}`],
            ["GITLAB_DOWNTIME"],
          ),
        ],
        notes: ["GITLAB_DATABASE", ...(deleteUntagged ? (["UNTAGGED_2_BREAKS_INDEXES"] as const) : [])],
      };
    case "gitea":
      return {
        steps: [
          shell("collect", [
            'curl --fail --request POST --header "Authorization: token TOKEN" https://GITEA/api/v1/admin/cron/cleanup_packages',
          ]),
        ],
        notes: ["REPLACE_CAPITALS", "GITEA_AGE"],
      };
    case "nexus":
      return {
        steps: [
          shell("status", [`curl --fail --user USER "${nexus}/tasks"`]),
          shell("deleteUntagged", [
            `curl --fail --user USER --request POST "${nexus}/tasks/ID_OF_DOCKER_DELETE_UNUSED/run"`,
          ]),
          shell("collect", [
            `curl --fail --user USER --request POST "${nexus}/tasks/ID_OF_COMPACT_BLOB_STORE/run"`,
          ]),
        ],
        notes: ["REPLACE_CAPITALS", "NEXUS_TWO_TASKS"],
      };
    default:
      return {
        steps: distributionSteps(setting, deleteUntagged),
        notes: deleteUntagged ? untaggedNotes(setting) : [],
      };
  }
}

/** zot has no command: its server collects by itself, as its configuration says. */
function zot(deleteUntagged: boolean): Commands {
  const storage = {
    gc: true,
    gcDelay: "1h",
    gcInterval: "24h",
    retention: { delay: "24h", policies: [{ repositories: ["**"], deleteUntagged }] },
  };
  return {
    steps: [
      {
        id: "configure",
        language: "json",
        lines: JSON.stringify({ storage }, null, 2).split("\n"),
        notes: ["ZOT_UNTAGGED"],
      },
    ],
    notes: ["ZOT_BY_ITSELF", "ZOT_BY_REPOSITORY"],
  };
}

function harborCommands(deleteUntagged: boolean): Commands {
  const begin = (dryRun: boolean) => {
    const body = {
      schedule: { type: "Manual" },
      parameters: { delete_untagged: deleteUntagged, dry_run: dryRun },
    };
    return `curl --fail --user USER --header "Content-Type: application/json" --data '${JSON.stringify(body)}' ${harbor}/system/gc/schedule`;
  };
  return {
    steps: [
      shell("dryRun", [begin(true)]),
      shell("collect", [begin(false)], ["HARBOR_WINDOW"]),
      shell("status", [
        `curl --fail --user USER "${harbor}/system/gc?page_size=1"`,
        `curl --fail --user USER ${harbor}/system/gc/ID/log`,
      ]),
    ],
    notes: ["REPLACE_CAPITALS", ...(deleteUntagged ? (["HARBOR_UNTAGGED"] as const) : [])],
  };
}

function shell(id: CommandStep["id"], lines: readonly string[], notes: readonly NoteId[] = []): CommandStep {
  return { id, language: "shell", lines, notes };
}
