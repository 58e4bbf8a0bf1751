import { describe, expect, test } from "vitest";
import { parseRepositoryName } from "#lib/oci/reference.ts";
import { collectorSettingSchema } from "./collector-setting.ts";
import { collectionCommands } from "./commands.ts";
import type { Commands } from "./commands-types.ts";
import { removalCommands } from "./removal-commands.ts";

const setting = (values: object) => collectorSettingSchema.parse(values);
const linesOf = ({ steps }: Commands) => steps.map(({ id, lines }) => [id, ...lines]);
const repository = parseRepositoryName("team/app");

describe("what to run to collect garbage", () => {
  test("in Docker stops the container and goes on with its image, volumes and environment", () => {
    const commands = collectionCommands(setting({ kind: "docker" }), false);
    expect(linesOf(commands)).toEqual([
      ["dryRun", "docker exec registry registry garbage-collect --dry-run /etc/docker/registry/config.yml"],
      ["stop", "docker stop registry"],
      [
        "collect",
        `docker run --rm --volumes-from registry --env-file <(docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' registry) "$(docker inspect --format '{{.Config.Image}}' registry)" garbage-collect /etc/docker/registry/config.yml`,
      ],
      ["start", "docker start registry"],
    ]);
    expect(commands.notes).toEqual([]);
  });

  test("with Docker Compose runs the service once more", () => {
    const commands = collectionCommands(setting({ kind: "compose", service: "hub", major: 3 }), true);
    expect(linesOf(commands)).toEqual([
      [
        "dryRun",
        "docker compose exec hub registry garbage-collect --delete-untagged --dry-run /etc/distribution/config.yml",
      ],
      ["stop", "docker compose stop hub"],
      [
        "collect",
        "docker compose run --rm --no-deps hub garbage-collect --delete-untagged /etc/distribution/config.yml",
      ],
      ["start", "docker compose start hub"],
    ]);
  });

  test("under systemd is what Debian’s package needs", () => {
    expect(linesOf(collectionCommands(setting({ kind: "systemd" }), false))).toEqual([
      [
        "dryRun",
        "runuser -u docker-registry -- docker-registry garbage-collect --dry-run /etc/docker/registry/config.yml",
      ],
      ["stop", "systemctl stop docker-registry"],
      [
        "collect",
        "runuser -u docker-registry -- docker-registry garbage-collect /etc/docker/registry/config.yml",
      ],
      ["start", "systemctl start docker-registry"],
    ]);
  });

  test("in Kubernetes makes the deployment read-only by the one variable that distribution 2.8 takes, and takes it back", () => {
    const commands = collectionCommands(setting({ kind: "kubernetes", namespace: "hub" }), false);
    const rollout = "kubectl --namespace hub rollout status deployment/registry";
    expect(linesOf(commands)).toEqual([
      [
        "dryRun",
        "kubectl --namespace hub exec deployment/registry -- registry garbage-collect --dry-run /etc/docker/registry/config.yml",
      ],
      [
        "readOnly",
        `kubectl --namespace hub set env deployment/registry 'REGISTRY_STORAGE_MAINTENANCE_READONLY={"enabled":true}'`,
        rollout,
      ],
      [
        "collect",
        "kubectl --namespace hub exec deployment/registry -- registry garbage-collect /etc/docker/registry/config.yml",
      ],
      [
        "writable",
        "kubectl --namespace hub set env deployment/registry REGISTRY_STORAGE_MAINTENANCE_READONLY-",
        rollout,
      ],
    ]);
  });

  test.each([
    [2, "UNTAGGED_2_BREAKS_INDEXES"],
    [3, "UNTAGGED_3_DROPS_SUBJECTS"],
    [3, "UNTAGGED_3_BREAKS_COPIES"],
  ])("tells what --delete-untagged of distribution %i breaks, where it is used", (major, note) => {
    expect(collectionCommands(setting({ major }), true).notes).toContain(note);
    expect(collectionCommands(setting({ major }), false).notes).toEqual([]);
  });

  test("has Harbor, Nexus, Gitea, GitLab and zot do it in their own ways", () => {
    const first = (kind: string, id: string) =>
      collectionCommands(setting({ kind }), true)
        .steps.find((step) => step.id === id)
        ?.lines.join("\n");
    expect(first("harbor", "dryRun")).toContain(
      '{"schedule":{"type":"Manual"},"parameters":{"delete_untagged":true,"dry_run":true}}',
    );
    expect(first("nexus", "collect")).toContain("/service/rest/v1/tasks/");
    expect(first("gitea", "collect")).toContain("/api/v1/admin/cron/cleanup_packages");
    expect(first("gitlab", "collect")).toBe("sudo gitlab-ctl registry-garbage-collect -m");
    expect(collectionCommands(setting({ kind: "zot" }), false).notes).toEqual([
      "ZOT_BY_ITSELF",
      "ZOT_BY_REPOSITORY",
    ]);
    expect(JSON.parse(first("zot", "configure") ?? "")).toMatchObject({
      storage: { gc: true, retention: { policies: [{ repositories: ["**"], deleteUntagged: true }] } },
    });
  });
});

describe("what to run to remove an empty repository", () => {
  const folder = "/var/lib/registry/docker/registry/v2/repositories/team/app";

  test("deletes only what makes its folder a repository, and no other repository below it", () => {
    const { steps } = removalCommands(setting({ kind: "plain" }), repository);
    expect(steps.map(({ id }) => id)).toEqual(["stop", "remove", "removeS3", "start"]);
    expect(steps[1]?.lines).toEqual([`rm -r -f ${folder}/_layers ${folder}/_manifests ${folder}/_uploads`]);
    expect(steps[2]?.lines[1]).toBe(
      "aws s3 rm --recursive s3://BUCKET/docker/registry/v2/repositories/team/app/_manifests/",
    );
  });

  test("reaches into the container, the service and the pod", () => {
    const line = (kind: string) => removalCommands(setting({ kind }), repository).steps[1]?.lines[0] ?? "";
    expect(line("docker")).toContain("--entrypoint rm ");
    expect(line("docker")).toMatch(new RegExp(`" -r -f ${folder}/_layers`));
    expect(line("compose")).toMatch(/^docker compose run --rm --no-deps --entrypoint rm registry -r -f /);
    expect(line("kubernetes")).toMatch(/^kubectl --namespace default exec deployment\/registry -- rm -r -f /);
    expect(line("systemd")).toMatch(/^rm -r -f \/var\/lib\/docker-registry\/docker\/registry\/v2\//);
  });

  test("asks Harbor with the slashes of the name encoded twice", () => {
    const name = parseRepositoryName("team/deep/app");
    expect(removalCommands(setting({ kind: "harbor" }), name).steps[0]?.lines[0]).toContain(
      "/api/v2.0/projects/team/repositories/deep%252Fapp",
    );
  });
});
