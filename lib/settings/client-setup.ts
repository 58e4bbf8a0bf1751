import { isLoopbackHost } from "#lib/oci/host.ts";
import { isHost } from "#lib/oci/reference.ts";
import { shellQuote } from "#lib/oci/shell-quote.ts";
import { OciSyntaxError } from "#lib/oci/syntax-error.ts";
import {
  containerd,
  crio,
  docker,
  dockerDesktop,
  type EngineInput,
  k3s,
  nerdctl,
  podman,
  type Trust,
  trustNotes,
} from "./client-setup-engines.ts";
import { certificatesOf, hostSlug, indented, jsonText, lines, quoted } from "./client-setup-text.ts";
import type { ClientNote, ClientSetupInput, ClientSetupSection } from "./client-setup-types.ts";

const usernamePlaceholder = "USERNAME";
const passwordPlaceholder = "PASSWORD";

/**
 * What each kind of client needs so that it can pull from and push to a registry, according to how the registry is
 * reached: nothing but signing in where its certificate is trusted anyway.
 *
 * Where the CA is known it is what clients get, even if Stowage itself skips verification. No password is ever in it.
 *
 * @throws {OciSyntaxError} `REFERENCE_INVALID` where the host is none: it becomes part of paths.
 */
export function clientSetup(setup: ClientSetupInput): ClientSetupSection[] {
  const { host, authentication } = setup;
  if (!isHost(host)) throw new OciSyntaxError("REFERENCE_INVALID", host, "is not a registry's host.");
  const trust = trustOf(setup);
  const loopback = isLoopbackHost(host);
  const input: EngineInput = {
    host,
    trust,
    loopback,
    authentication,
    username: setup.username ?? usernamePlaceholder,
  };
  const slug = hostSlug(host);

  const sections: ClientSetupSection[] = [];
  if (trust.kind !== "nothing") {
    sections.push(docker(input));
    if (!loopback) sections.push(dockerDesktop(input));
    sections.push(podman(input, slug), containerd(input));
    if (!loopback) sections.push(nerdctl(input), crio(input, slug), k3s(input, slug));
    sections.push(skopeo(input));
  }
  if (authentication) {
    sections.push(login(input));
    if (!loopback) sections.push(kubernetes(input, slug));
  }
  const everywhere: ClientNote[] = [
    ...(loopback ? (["LOOPBACK_IS_LOCAL"] as const) : []),
    ...(trust.kind === "ca" && setup.skipTlsVerify ? (["CA_IS_ENOUGH"] as const) : []),
  ];
  return sections.map((section) => ({ ...section, notes: [...section.notes, ...everywhere] }));
}

function trustOf({ scheme, skipTlsVerify, ca }: ClientSetupInput): Trust {
  if (scheme === "http") return { kind: "plain-http" };
  const certificates = certificatesOf(ca ?? "");
  if (certificates !== "") return { kind: "ca", ca: certificates };
  return skipTlsVerify ? { kind: "unchecked" } : { kind: "nothing" };
}

/** The flag of Podman and skopeo for a registry that the files of {@link podman} do not tell of. */
function tlsFlag({ trust }: EngineInput, name = "--tls-verify"): string {
  return trust.kind === "plain-http" || trust.kind === "unchecked" ? ` ${name}=false` : "";
}

function skopeo(input: EngineInput): ClientSetupSection {
  const repository = shellQuote(`docker://${input.host}/REPOSITORY`);
  const image = shellQuote(`docker://${input.host}/REPOSITORY:TAG`);
  return {
    id: "skopeo",
    titleKey: "sections.skopeo",
    prepare: [],
    files: [],
    commands: [
      `skopeo list-tags${tlsFlag(input)} ${repository}`,
      `skopeo inspect${tlsFlag(input)} ${image}`,
      `skopeo copy${tlsFlag(input, "--src-tls-verify")} ${image} oci:FOLDER:TAG`,
    ],
    notes: ["SKOPEO_READS_PODMAN_FILES", "REPLACE_PLACEHOLDERS", ...trustNotes(input)],
  };
}

function login(input: EngineInput): ClientSetupSection {
  const { host, username, trust, loopback } = input;
  const user = `--username ${shellQuote(username)}`;
  const insecure = !loopback && tlsFlag(input) !== "" ? " --insecure-registry" : "";
  return {
    id: "login",
    titleKey: "sections.login",
    prepare: [],
    files: [],
    commands: [
      `docker login ${user} ${shellQuote(host)}`,
      `podman login${tlsFlag(input)} ${user} ${shellQuote(host)}`,
      `nerdctl${insecure} login ${user} ${shellQuote(host)}`,
      `skopeo login${tlsFlag(input)} ${user} ${shellQuote(host)}`,
    ],
    notes: [
      "PASSWORD_IS_ASKED",
      ...(username === usernamePlaceholder ? (["REPLACE_PLACEHOLDERS"] as const) : []),
      ...(trust.kind === "nothing" ? [] : trustNotes(input)),
    ],
  };
}

/** A pull secret, by a command or as a file. kubernetes.io, “Pull an Image from a Private Registry”. */
function kubernetes(input: EngineInput, slug: string): ClientSetupSection {
  const { host, username, trust } = input;
  const name = `pull-${slug}`;
  const dockerConfig = jsonText({ auths: { [host]: { username, password: passwordPlaceholder } } });
  const patch = JSON.stringify({ imagePullSecrets: [{ name }] });
  return {
    id: "kubernetes",
    titleKey: "sections.kubernetes",
    prepare: [],
    files: [
      {
        path: `${name}.yaml`,
        language: "yaml",
        content:
          lines(
            "apiVersion: v1",
            "kind: Secret",
            "metadata:",
            `  name: ${quoted(name)}`,
            "type: kubernetes.io/dockerconfigjson",
            "stringData:",
            "  .dockerconfigjson: |",
          ) + indented(dockerConfig, 4),
      },
      {
        path: "pod.yaml",
        language: "yaml",
        content: lines(
          "spec:",
          "  imagePullSecrets:",
          `    - name: ${quoted(name)}`,
          "  containers:",
          "    - name: app",
          `      image: ${quoted(`${host}/REPOSITORY:TAG`)}`,
        ),
        merge: "fragment",
      },
    ],
    commands: [
      "printf 'Password: '; stty -echo; read -r REGISTRY_PASSWORD; stty echo; echo",
      [
        "kubectl create secret docker-registry",
        shellQuote(name),
        `--docker-server=${shellQuote(host)}`,
        `--docker-username=${shellQuote(username)}`,
        '--docker-password="$REGISTRY_PASSWORD"',
      ].join(" "),
      "unset REGISTRY_PASSWORD",
      `kubectl patch serviceaccount default --patch ${shellQuote(patch)}`,
    ],
    notes: [
      "PASSWORD_IS_ASKED",
      "REPLACE_PLACEHOLDERS",
      "SECRET_PER_NAMESPACE",
      ...(trust.kind === "nothing" ? [] : (["NODES_NEED_SETUP"] as const)),
      ...trustNotes(input),
    ],
  };
}
