import type { RegistryScheme } from "#lib/oci/host.ts";

/** What the set-up of a registry's clients depends on. */
export interface ClientSetupInput {
  /** What people type in front of a repository: the public address, else the endpoint's host and port (see `pullHost`). */
  readonly host: string;
  /** How clients reach that host. */
  readonly scheme: RegistryScheme;
  /** Whether the certificate is not to be checked, as Stowage itself does not check it. */
  readonly skipTlsVerify: boolean;
  /** The certificate of the authority that signed the registry's, PEM. */
  readonly ca?: string;
  /** Only to be shown as an example; passwords are placeholders always. */
  readonly username?: string;
  /** Whether the registry asks for credentials. */
  readonly authentication: boolean;
}

/** The clients, or things to do, in the order of the page. The title of each is the message `sections.<id>`. */
export const clientSetupIds = [
  "docker",
  "dockerDesktop",
  "podman",
  "containerd",
  "nerdctl",
  "crio",
  "k3s",
  "skopeo",
  "login",
  "kubernetes",
] as const;

type ClientSetupId = (typeof clientSetupIds)[number];

/** How a file that may exist already takes in what is shown. */
type MergeHint =
  /** Add the entry to the list that is there; the rest of the JSON stays. */
  | "json"
  /** Add the keys to those that are there, for containerd 1.x. */
  | "containerd1"
  /** Add the keys to those that are there, for containerd 2.x. */
  | "containerd2"
  /** Add the entries below `mirrors` and `configs`. */
  | "yaml"
  /** A part of a manifest of one's own. */
  | "fragment";

/** A file to write. */
export interface ClientFile {
  /** Absolute, or from the user's home (`~/…`), or a name of no account. */
  readonly path: string;
  readonly language: "json" | "toml" | "yaml" | "pem";
  /** Ends with a line end. */
  readonly content: string;
  /** Absent where the file is this registry's alone. */
  readonly merge?: MergeHint;
}

/** Things that a person has to know about a section, and what each says; the texts are the messages `notes.<code>`. */
export const clientNotes = [
  /** Everything between client and registry, passwords too, can be read and changed on the way. */
  "CREDENTIALS_IN_CLEAR",
  /** The certificate is not checked: whoever is in between can pose as the registry. Better is to install its CA. */
  "CERTIFICATE_UNCHECKED",
  /** Stowage itself skips verification of this registry, but clients need not: the CA is enough. */
  "CA_IS_ENOUGH",
  /** The name stands for the machine itself, which this client trusts without any set-up. */
  "LOOPBACK_IS_TRUSTED",
  /** `localhost` and the like mean each client's own machine: other machines need the registry's public address. */
  "LOOPBACK_IS_LOCAL",
  /** A reload reads `insecure-registries` again; containers keep running, and no restart is needed. */
  "DOCKER_RELOAD_IS_ENOUGH",
  /** Docker has no setting of its own for unchecked certificates: `insecure-registries` lets it fall back to HTTP, too. */
  "DOCKER_INSECURE_ALLOWS_HTTP",
  /** Read at each pull: neither reload nor restart. */
  "NO_RESTART",
  /** On a Mac or PC the daemon's configuration is edited under Settings, Docker Engine, then Apply & restart. */
  "DESKTOP_SETTINGS",
  /** Docker Desktop reads certificates when it starts. On Windows, which allows no colon in names, import the CA into the trusted root authorities instead. */
  "DESKTOP_RESTART",
  /** hosts.toml is read at each pull; only a change of `config_path` needs the restart. */
  "CONTAINERD_RESTART_FOR_CONFIG_PATH",
  /** These are the paths of rootless containerd; as root, write below /etc/containerd/certs.d instead. */
  "NERDCTL_ROOTLESS",
  /** For one user without root: the same files below ~/.config/containers. */
  "PODMAN_ROOTLESS",
  /** With Podman on a Mac or PC, inside its machine: `podman machine ssh`. */
  "PODMAN_MACHINE",
  /** On every node; `k3s-agent` on agents. RKE2 reads the same from /etc/rancher/rke2/registries.yaml. */
  "K3S_EACH_NODE",
  /** The command asks for the password; it does not end up in the shell's history. */
  "PASSWORD_IS_ASKED",
  /** Replace USERNAME and PASSWORD. */
  "REPLACE_PLACEHOLDERS",
  /** Secrets belong to a namespace: one in each that pulls. */
  "SECRET_PER_NAMESPACE",
  /** The nodes need the set-up of their runtime (containerd, CRI-O, k3s) as well. */
  "NODES_NEED_SETUP",
  /** The same files as Podman's: skopeo needs no flags once they are there. */
  "SKOPEO_READS_PODMAN_FILES",
] as const;

export type ClientNote = (typeof clientNotes)[number];

/** What one client needs: commands to prepare, files to write, commands to run after, and what to know. */
export interface ClientSetupSection {
  readonly id: ClientSetupId;
  /** The message that is its title. */
  readonly titleKey: `sections.${ClientSetupId}`;
  /** To run before writing the files: they make the folders. For a POSIX shell. */
  readonly prepare: readonly string[];
  readonly files: readonly ClientFile[];
  /** To run after writing the files. For a POSIX shell. */
  readonly commands: readonly string[];
  readonly notes: readonly ClientNote[];
}
