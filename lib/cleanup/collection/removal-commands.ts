import type { RepositoryName } from "#lib/oci/reference.ts";
import { commandLine, shellQuote } from "#lib/oci/shell-quote.ts";
import { type CollectorSetting, isDistribution, storagePath } from "./collector-setting.ts";
import type { CommandStep, Commands, NoteId } from "./commands-types.ts";
import { besideContainer, distributionAround } from "./distribution-commands.ts";

/** What makes a folder below `repositories` a repository. Others in it are repositories whose names go on. */
const ownFolders = ["_layers", "_manifests", "_uploads"];

/**
 * What to run so that a repository without tags goes from a registry's catalog: no request of the distribution API does that. Pure.
 *
 */
export function removalCommands(setting: CollectorSetting, repository: RepositoryName): Commands {
  if (isDistribution(setting.kind)) return fromStorage(setting, repository);
  switch (setting.kind) {
    case "zot":
      return {
        steps: [shell("remove", [commandLine(["rm", "-r", `${storagePath(setting)}/${repository}`])])],
        notes: ["GOES_BY_ITSELF", "REMOVE_WHILE_STOPPED", "NAME_UNKNOWN_AFTERWARDS"],
      };
    case "harbor":
      return byApi(harborAddress(repository), "--user USER");
    case "gitlab":
      return {
        steps: [
          shell("status", [
            'curl --fail --header "PRIVATE-TOKEN: TOKEN" "https://GITLAB/api/v4/projects/PROJECT/registry/repositories"',
          ]),
          shell("remove", [
            'curl --fail --request DELETE --header "PRIVATE-TOKEN: TOKEN" "https://GITLAB/api/v4/projects/PROJECT/registry/repositories/ID"',
          ]),
        ],
        notes: ["REPLACE_CAPITALS", "NAME_UNKNOWN_AFTERWARDS"],
      };
    case "gitea": {
      const [owner = "", ...rest] = repository.split("/");
      const name = encodeURIComponent(rest.join("/"));
      return byApi(
        `https://GITEA/api/v1/packages/${owner}/container/${name}/VERSION`,
        '--header "Authorization: token TOKEN"',
      );
    }
    default:
      return { steps: [], notes: ["GOES_BY_ITSELF"] };
  }
}

/** Only its own folders: below `team` there may be `team/app`. */
function fromStorage(setting: CollectorSetting, repository: RepositoryName): Commands {
  const folder = `${storagePath(setting)}/docker/registry/v2/repositories/${repository}`;
  const paths = ownFolders.map((name) => `${folder}/${name}`);
  const [before, after] = distributionAround(setting);
  const line = removalLine(setting, paths);
  const s3 = ownFolders.map((name) =>
    commandLine([
      "aws",
      "s3",
      "rm",
      "--recursive",
      `s3://BUCKET/docker/registry/v2/repositories/${repository}/${name}/`,
    ]),
  );
  return {
    steps: [
      before,
      shell("remove", [line], ["ONLY_OWN_FOLDERS"]),
      shell("removeS3", s3, ["S3_BUCKET"]),
      after,
    ],
    notes: ["REMOVE_WHILE_STOPPED", "NAME_UNKNOWN_AFTERWARDS"],
  };
}

function removalLine(setting: CollectorSetting, paths: readonly string[]): string {
  const { kind, container, service, namespace, deployment } = setting;
  const words = ["rm", "-r", "-f", ...paths];
  switch (kind) {
    case "docker":
      return besideContainer(container, ["--entrypoint", "rm"], words.slice(1));
    case "compose":
      return commandLine([
        ...["docker", "compose", "run", "--rm", "--no-deps", "--entrypoint", "rm", service],
        ...words.slice(1),
      ]);
    case "kubernetes":
      return commandLine([
        "kubectl",
        "--namespace",
        namespace,
        "exec",
        `deployment/${deployment}`,
        "--",
        ...words,
      ]);
    default:
      return commandLine(words);
  }
}

/** Harbor wants slashes in a repository's name encoded twice. */
function harborAddress(repository: RepositoryName): string {
  const [project = "", ...rest] = repository.split("/");
  const name = encodeURIComponent(encodeURIComponent(rest.join("/")));
  return `https://HARBOR/api/v2.0/projects/${project}/repositories/${name}`;
}

function byApi(address: string, account: string): Commands {
  return {
    steps: [shell("remove", [`curl --fail --request DELETE ${account} ${shellQuote(address)}`])],
    notes: ["REPLACE_CAPITALS", "NAME_UNKNOWN_AFTERWARDS"],
  };
}

function shell(id: CommandStep["id"], lines: readonly string[], notes: readonly NoteId[] = []): CommandStep {
  return { id, language: "shell", lines, notes };
}
