import { shellQuote } from "#lib/oci/shell-quote.ts";
import { indented, jsonText, lines, quoted } from "./client-setup-text.ts";
import type { ClientFile, ClientNote, ClientSetupSection } from "./client-setup-types.ts";

/** How clients come to trust the registry; `nothing` where its certificate is trusted by everybody. */
export type Trust =
  | { readonly kind: "nothing" }
  | { readonly kind: "plain-http" }
  | { readonly kind: "unchecked" }
  /** `ca` is PEM, certificates alone, and ends with a line end. */
  | { readonly kind: "ca"; readonly ca: string };

export interface EngineInput {
  readonly host: string;
  readonly trust: Trust;
  readonly loopback: boolean;
  readonly authentication: boolean;
  readonly username: string;
}

/** What every section about an insecure registry says. */
export function trustNotes({ trust, authentication }: EngineInput): ClientNote[] {
  if (trust.kind === "unchecked") return ["CERTIFICATE_UNCHECKED"];
  return trust.kind === "plain-http" && authentication ? ["CREDENTIALS_IN_CLEAR"] : [];
}

function section(id: ClientSetupSection["id"], parts: Partial<ClientSetupSection>): ClientSetupSection {
  return { prepare: [], files: [], commands: [], notes: [], ...parts, id, titleKey: `sections.${id}` };
}

function makeFolder(path: string): string {
  return path.startsWith("~/")
    ? `mkdir -p ~/${shellQuote(path.slice(2))}`
    : `sudo mkdir -p ${shellQuote(path)}`;
}

function caFile(folder: string, ca: string): ClientFile {
  return { path: `${folder}/ca.crt`, language: "pem", content: ca };
}

function insecureRegistries(path: string, host: string): ClientFile {
  return { path, language: "json", content: jsonText({ "insecure-registries": [host] }), merge: "json" };
}

/** Docker Engine on Linux. docs.docker.com, “Test an insecure registry” and “Verify repository client with certificates”. */
export function docker(input: EngineInput): ClientSetupSection {
  const { host, trust, loopback } = input;
  if (trust.kind === "ca") {
    const folder = `/etc/docker/certs.d/${host}`;
    return section("docker", {
      prepare: [makeFolder(folder)],
      files: [caFile(folder, trust.ca)],
      notes: ["NO_RESTART"],
    });
  }
  // insecure-registries holds 127.0.0.0/8 and ::1/128 from the start.
  if (loopback) return section("docker", { notes: ["LOOPBACK_IS_TRUSTED"] });
  return section("docker", {
    files: [insecureRegistries("/etc/docker/daemon.json", host)],
    commands: ["sudo systemctl reload docker"],
    notes: [
      "DOCKER_RELOAD_IS_ENOUGH",
      ...(trust.kind === "unchecked" ? (["DOCKER_INSECURE_ALLOWS_HTTP"] as const) : []),
      ...trustNotes(input),
    ],
  });
}

/** Docker Desktop copies ~/.docker/certs.d into its machine when it starts. */
export function dockerDesktop(input: EngineInput): ClientSetupSection {
  const { host, trust } = input;
  if (trust.kind === "ca") {
    const folder = `~/.docker/certs.d/${host}`;
    return section("dockerDesktop", {
      prepare: [makeFolder(folder)],
      files: [caFile(folder, trust.ca)],
      notes: ["DESKTOP_RESTART"],
    });
  }
  return section("dockerDesktop", {
    files: [insecureRegistries("~/.docker/daemon.json", host)],
    notes: [
      "DESKTOP_SETTINGS",
      ...(trust.kind === "unchecked" ? (["DOCKER_INSECURE_ALLOWS_HTTP"] as const) : []),
      ...trustNotes(input),
    ],
  });
}

/**
 * The files that tell containerd of one registry. containerd, docs/hosts.md.
 *
 * The keys stand at the root and not under `[host."…"]`: after a host that fails, containerd tries the server again
 * without the host's settings, and reports only that second failure. A plain HTTP server has no `skip_verify`, with which
 * containerd would try HTTPS first.
 */
function hostsFiles(folder: string, { host, trust }: EngineInput): ClientFile[] {
  const server = `server = ${quoted(`${trust.kind === "plain-http" ? "http" : "https"}://${host}`)}`;
  const rest = { ca: ['ca = "ca.crt"'], unchecked: ["skip_verify = true"], "plain-http": [], nothing: [] }[
    trust.kind
  ];
  const hosts: ClientFile = {
    path: `${folder}/hosts.toml`,
    language: "toml",
    content: lines(server, ...rest),
  };
  return trust.kind === "ca" ? [hosts, caFile(folder, trust.ca)] : [hosts];
}

/** containerd as the runtime of Kubernetes' nodes, and `ctr` with `--hosts-dir`. */
export function containerd(input: EngineInput): ClientSetupSection {
  const { host, trust, loopback } = input;
  if (loopback && trust.kind !== "ca") return section("containerd", { notes: ["LOOPBACK_IS_TRUSTED"] });
  const root = "/etc/containerd/certs.d";
  const configPath = (version: number, plugin: string): ClientFile => ({
    path: "/etc/containerd/config.toml",
    language: "toml",
    content: lines(
      `version = ${version}`,
      "",
      `[plugins.${quoted(plugin)}.registry]`,
      `  config_path = ${quoted(root)}`,
    ),
    merge: version === 2 ? "containerd1" : "containerd2",
  });
  return section("containerd", {
    prepare: [makeFolder(`${root}/${host}`)],
    files: [
      ...hostsFiles(`${root}/${host}`, input),
      configPath(3, "io.containerd.cri.v1.images"),
      configPath(2, "io.containerd.grpc.v1.cri"),
    ],
    commands: ["sudo systemctl restart containerd"],
    notes: ["CONTAINERD_RESTART_FOR_CONFIG_PATH", ...trustNotes(input)],
  });
}

/** nerdctl reads containerd's files itself, those of the user when rootless. nerdctl, docs/registry.md. */
export function nerdctl(input: EngineInput): ClientSetupSection {
  const folder = `~/.config/containerd/certs.d/${input.host}`;
  return section("nerdctl", {
    prepare: [makeFolder(folder)],
    files: hostsFiles(folder, input),
    notes: ["NERDCTL_ROOTLESS", "NO_RESTART", ...trustNotes(input)],
  });
}

/** What Podman, Buildah, skopeo and CRI-O read. containers-registries.conf.d(5) and containers-certs.d(5). */
function containersFiles(
  { host, trust }: EngineInput,
  slug: string,
): Pick<ClientSetupSection, "files" | "prepare"> {
  if (trust.kind === "ca") {
    const folder = `/etc/containers/certs.d/${host}`;
    return { prepare: [makeFolder(folder)], files: [caFile(folder, trust.ca)] };
  }
  const folder = "/etc/containers/registries.conf.d";
  return {
    prepare: [makeFolder(folder)],
    files: [
      {
        path: `${folder}/50-${slug}.conf`,
        language: "toml",
        content: lines("[[registry]]", `location = ${quoted(host)}`, "insecure = true"),
      },
    ],
  };
}

export function podman(input: EngineInput, slug: string): ClientSetupSection {
  return section("podman", {
    ...containersFiles(input, slug),
    notes: ["NO_RESTART", "PODMAN_ROOTLESS", "PODMAN_MACHINE", ...trustNotes(input)],
  });
}

/** CRI-O reads certificates at each pull, and registries.conf when it is told to (crio.conf(5): SIGHUP). */
export function crio(input: EngineInput, slug: string): ClientSetupSection {
  const ca = input.trust.kind === "ca";
  return section("crio", {
    ...containersFiles(input, slug),
    commands: ca ? [] : ["sudo systemctl reload crio"],
    notes: [...(ca ? (["NO_RESTART"] as const) : []), ...trustNotes(input)],
  });
}

/** k3s writes containerd's files itself, from its own. docs.k3s.io, “Private Registry Configuration”. */
export function k3s(input: EngineInput, slug: string): ClientSetupSection {
  const { host, trust, authentication, username } = input;
  const caPath = `/etc/rancher/k3s/${slug}-ca.crt`;
  const tls = { ca: `ca_file: ${quoted(caPath)}`, unchecked: "insecure_skip_verify: true" };
  const settings = [
    ...(authentication ? ["auth:", `  username: ${quoted(username)}`, '  password: "PASSWORD"'] : []),
    ...(trust.kind === "ca" || trust.kind === "unchecked" ? ["tls:", `  ${tls[trust.kind]}`] : []),
  ];
  const mirrors =
    trust.kind === "plain-http"
      ? ["mirrors:", `  ${quoted(host)}:`, "    endpoint:", `      - ${quoted(`http://${host}`)}`]
      : [];
  const configs = settings.length === 0 ? [] : ["configs:", `  ${quoted(host)}:`];
  const registries: ClientFile = {
    path: "/etc/rancher/k3s/registries.yaml",
    language: "yaml",
    content: lines(...mirrors, ...configs) + indented(lines(...settings), 4),
    merge: "yaml",
  };
  return section("k3s", {
    prepare: [makeFolder("/etc/rancher/k3s")],
    files:
      trust.kind === "ca" ? [registries, { path: caPath, language: "pem", content: trust.ca }] : [registries],
    commands: ["sudo systemctl restart k3s"],
    notes: [
      "K3S_EACH_NODE",
      ...(authentication ? (["REPLACE_PLACEHOLDERS"] as const) : []),
      ...trustNotes(input),
    ],
  });
}
