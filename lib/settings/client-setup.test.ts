import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isHost } from "#lib/oci/reference.ts";
import { clientSetup } from "./client-setup.ts";
import {
  type ClientSetupInput,
  type ClientSetupSection,
  clientNotes,
  clientSetupIds,
} from "./client-setup-types.ts";

const certificate = "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n-----END CERTIFICATE-----\n";

const trusted: ClientSetupInput = {
  host: "registry.example.com:5000",
  scheme: "https",
  skipTlsVerify: false,
  authentication: false,
};

function section(id: ClientSetupSection["id"], input: Partial<ClientSetupInput>): ClientSetupSection {
  const found = clientSetup({ ...trusted, ...input }).find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`There is no section ${id}.`);
  return found;
}

function file(id: ClientSetupSection["id"], path: string, input: Partial<ClientSetupInput>) {
  const found = section(id, input).files.find((candidate) => candidate.path === path);
  if (found === undefined) {
    throw new Error(
      `There is no ${path} but ${section(id, input)
        .files.map((one) => one.path)
        .join(", ")}.`,
    );
  }
  return found;
}

/** The part of TOML that is written here: keys with strings and booleans, tables, arrays of tables. Refuses all else. */
function readToml(text: string): Record<string, unknown> {
  const string = String.raw`"(?:[^"\\\u0000-\u001f\u007f]|\\["\\bfnrt]|\\u[0-9a-f]{4})*"`;
  const key = `(?:[A-Za-z0-9_-]+|${string})`;
  const root: Record<string, unknown> = {};
  let table = root;
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const header = new RegExp(String.raw`^(\[\[?)(${key}(?:\.${key})*)(\]\]?)$`).exec(line);
    if (header !== null) {
      const path = (header[2] ?? "").match(new RegExp(key, "g")) ?? [];
      table = {};
      root[path.map((part) => (part.startsWith('"') ? JSON.parse(part) : part)).join("|")] =
        header[1] === "[[" ? [table] : table;
      continue;
    }
    const pair = new RegExp(String.raw`^ *([A-Za-z_]+) = (${string}|true|false|\d+)$`).exec(line);
    if (pair?.[1] === undefined || pair[2] === undefined) throw new Error(`not TOML: ${line}`);
    table[pair[1]] = JSON.parse(pair[2]);
  }
  return root;
}

describe("a registry that speaks plain HTTP", () => {
  const plain = { scheme: "http" } as const;

  it("is an insecure registry to Docker, which is told by a reload", () => {
    expect(JSON.parse(file("docker", "/etc/docker/daemon.json", plain).content)).toEqual({
      "insecure-registries": ["registry.example.com:5000"],
    });
    expect(file("docker", "/etc/docker/daemon.json", plain).merge).toBe("json");
    expect(section("docker", plain).commands).toEqual(["sudo systemctl reload docker"]);
  });

  it("is a server by http to containerd, without skip_verify, with which it would try HTTPS first", () => {
    const path = "/etc/containerd/certs.d/registry.example.com:5000/hosts.toml";
    expect(readToml(file("containerd", path, plain).content)).toEqual({
      server: "http://registry.example.com:5000",
    });
  });

  it("is insecure to Podman and CRI-O", () => {
    const path = "/etc/containers/registries.conf.d/50-registry-example-com-5000.conf";
    const registry = [{ location: "registry.example.com:5000", insecure: true }];
    expect(readToml(file("podman", path, plain).content)).toEqual({ registry });
    expect(readToml(file("crio", path, plain).content)).toEqual({ registry });
    expect(section("crio", plain).commands).toEqual(["sudo systemctl reload crio"]);
  });

  it("has an endpoint by http in k3s", () => {
    expect(file("k3s", "/etc/rancher/k3s/registries.yaml", plain).content).toBe(
      [
        "mirrors:",
        '  "registry.example.com:5000":',
        "    endpoint:",
        '      - "http://registry.example.com:5000"',
        "",
      ].join("\n"),
    );
  });

  it("warns of passwords in clear where there are passwords", () => {
    expect(section("docker", { ...plain, authentication: true }).notes).toContain("CREDENTIALS_IN_CLEAR");
    expect(section("docker", plain).notes).not.toContain("CREDENTIALS_IN_CLEAR");
  });

  it("is a matter of flags to skopeo", () => {
    expect(section("skopeo", plain).commands).toEqual([
      "skopeo list-tags --tls-verify=false docker://registry.example.com:5000/REPOSITORY",
      "skopeo inspect --tls-verify=false docker://registry.example.com:5000/REPOSITORY:TAG",
      "skopeo copy --src-tls-verify=false docker://registry.example.com:5000/REPOSITORY:TAG oci:FOLDER:TAG",
    ]);
  });
});

describe("a registry whose certificate is not checked", () => {
  const unchecked = { skipTlsVerify: true };

  it("is an insecure registry to Docker, which has no other way, with a warning", () => {
    expect(section("docker", unchecked).files[0]?.path).toBe("/etc/docker/daemon.json");
    expect(section("docker", unchecked).notes).toEqual(
      expect.arrayContaining(["DOCKER_INSECURE_ALLOWS_HTTP", "CERTIFICATE_UNCHECKED"]),
    );
  });

  it("has skip_verify in containerd, for root and rootless", () => {
    const expected = { server: "https://registry.example.com:5000", skip_verify: true };
    const host = "certs.d/registry.example.com:5000/hosts.toml";
    expect(readToml(file("containerd", `/etc/containerd/${host}`, unchecked).content)).toEqual(expected);
    expect(readToml(file("nerdctl", `~/.config/containerd/${host}`, unchecked).content)).toEqual(expected);
  });

  it("is skipped in k3s", () => {
    expect(file("k3s", "/etc/rancher/k3s/registries.yaml", unchecked).content).toBe(
      ["configs:", '  "registry.example.com:5000":', "    tls:", "      insecure_skip_verify: true", ""].join(
        "\n",
      ),
    );
  });
});

describe("a registry with a CA of its own", () => {
  const ca = { ca: certificate };

  it.each([
    ["docker", "/etc/docker/certs.d/registry.example.com:5000/ca.crt"],
    ["dockerDesktop", "~/.docker/certs.d/registry.example.com:5000/ca.crt"],
    ["podman", "/etc/containers/certs.d/registry.example.com:5000/ca.crt"],
    ["crio", "/etc/containers/certs.d/registry.example.com:5000/ca.crt"],
    ["containerd", "/etc/containerd/certs.d/registry.example.com:5000/ca.crt"],
    ["nerdctl", "~/.config/containerd/certs.d/registry.example.com:5000/ca.crt"],
    ["k3s", "/etc/rancher/k3s/registry-example-com-5000-ca.crt"],
  ] as const)("puts the CA where %s looks for it", (id, path) => {
    expect(file(id, path, ca).content).toBe(certificate);
  });

  it("names the CA in the files of containerd and k3s", () => {
    const path = "/etc/containerd/certs.d/registry.example.com:5000/hosts.toml";
    expect(readToml(file("containerd", path, ca).content)).toEqual({
      server: "https://registry.example.com:5000",
      ca: "ca.crt",
    });
    expect(file("k3s", "/etc/rancher/k3s/registries.yaml", ca).content).toContain(
      '      ca_file: "/etc/rancher/k3s/registry-example-com-5000-ca.crt"\n',
    );
  });

  it("is preferred to skipping the check, even where Stowage skips it", () => {
    const both = clientSetup({ ...trusted, ca: certificate, skipTlsVerify: true });
    expect(JSON.stringify(both)).not.toMatch(/insecure|skip_verify|tls-verify/);
    for (const { notes } of both) expect(notes).toContain("CA_IS_ENOUGH");
  });

  it("shows the certificates alone, not a private key that was pasted with them", () => {
    const key = "-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n";
    const pasted = `# subject: x\n${certificate}${key}${certificate}`;
    expect(JSON.stringify(clientSetup({ ...trusted, ca: pasted }))).not.toContain("PRIVATE");
    expect(section("docker", { ca: pasted }).files[0]?.content).toBe(certificate + certificate);
  });

  it("is no CA where there is no certificate in it", () => {
    expect(clientSetup({ ...trusted, ca: " nothing " })).toEqual([]);
  });
});

describe("containerd's own configuration", () => {
  it("names the folder for versions 1 and 2", () => {
    const registry = { config_path: "/etc/containerd/certs.d" };
    const files = section("containerd", { scheme: "http" }).files.filter(({ merge }) => merge !== undefined);
    expect(files.map(({ merge, content }) => [merge, readToml(content)])).toEqual([
      ["containerd2", { version: 3, "plugins|io.containerd.cri.v1.images|registry": registry }],
      ["containerd1", { version: 2, "plugins|io.containerd.grpc.v1.cri|registry": registry }],
    ]);
  });
});

describe("a registry that everybody trusts", () => {
  it("needs nothing at all without authentication, and signing in with it", () => {
    expect(clientSetup(trusted)).toEqual([]);
    expect(clientSetup({ ...trusted, authentication: true }).map(({ id }) => id)).toEqual([
      "login",
      "kubernetes",
    ]);
  });
});

describe("signing in", () => {
  const signed = { authentication: true, username: "o'neil" };

  it("asks for the password and quotes the name", () => {
    expect(section("login", signed).commands).toEqual([
      "docker login --username 'o'\\''neil' registry.example.com:5000",
      "podman login --username 'o'\\''neil' registry.example.com:5000",
      "nerdctl login --username 'o'\\''neil' registry.example.com:5000",
      "skopeo login --username 'o'\\''neil' registry.example.com:5000",
    ]);
  });

  it("makes a pull secret with a placeholder for the password", () => {
    const { content } = file("kubernetes", "pull-registry-example-com-5000.yaml", signed);
    const [head, json] = content.split("  .dockerconfigjson: |\n");
    expect(head).toContain("type: kubernetes.io/dockerconfigjson\n");
    expect(json).toMatch(/^( {4}.*\n)+$/);
    expect(JSON.parse(json ?? "")).toEqual({
      auths: { "registry.example.com:5000": { username: "o'neil", password: "PASSWORD" } },
    });
    expect(section("kubernetes", signed).commands).toContain(
      "kubectl create secret docker-registry pull-registry-example-com-5000 --docker-server=registry.example.com:5000 " +
        "--docker-username='o'\\''neil' --docker-password=\"$REGISTRY_PASSWORD\"",
    );
  });

  it("says that the nodes need more where the registry is not trusted by them", () => {
    expect(section("kubernetes", { ...signed, scheme: "http" }).notes).toContain("NODES_NEED_SETUP");
    expect(section("kubernetes", signed).notes).not.toContain("NODES_NEED_SETUP");
  });
});

describe("hosts", () => {
  it("keeps ports and the brackets of IPv6 in file names, quoted in commands", () => {
    const ipv6 = section("docker", { host: "[fd00::1]:5000", ca: certificate });
    expect(ipv6.files[0]?.path).toBe("/etc/docker/certs.d/[fd00::1]:5000/ca.crt");
    expect(ipv6.prepare).toEqual(["sudo mkdir -p '/etc/docker/certs.d/[fd00::1]:5000'"]);
    expect(section("docker", { host: "localhost:5000", ca: certificate }).files[0]?.path).toBe(
      "/etc/docker/certs.d/localhost:5000/ca.crt",
    );
  });

  it.each(["localhost:5000", "127.0.0.1:5000", "[::1]:5000"])("needs no set-up of Docker for %s", (host) => {
    const docker = section("docker", { host, scheme: "http" });
    expect(docker.files).toEqual([]);
    expect(docker.notes).toEqual(["LOOPBACK_IS_TRUSTED", "LOOPBACK_IS_LOCAL"]);
  });

  it.each(["", "../etc", "a/b", "a b", "https://a.example.com", "a;rm", "a\nb", "$(x)", "[::1]/.."])(
    "refuses %j, which is none",
    (host) => {
      expect(() => clientSetup({ ...trusted, host, scheme: "http" })).toThrow("is not a registry's host");
    },
  );
});

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
const host = fc
  .tuple(
    fc.oneof(
      fc.array(label, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(".")),
      fc.ipV4(),
      fc
        .ipV6()
        .filter((text) => /^[0-9a-f:]+$/i.test(text))
        .map((text) => `[${text}]`),
    ),
    fc.option(fc.integer({ min: 1, max: 65_535 })),
  )
  .map(([name, port]) => (port === null ? name : `${name}:${port}`));
const input: fc.Arbitrary<ClientSetupInput> = fc.record(
  {
    host,
    scheme: fc.constantFrom("http", "https"),
    skipTlsVerify: fc.boolean(),
    ca: fc.constantFrom(certificate, ""),
    username: fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
    authentication: fc.boolean(),
  },
  { requiredKeys: ["host", "scheme", "skipTlsVerify", "authentication"] },
);

describe("whatever the registry", () => {
  it("writes JSON and TOML that can be read back and name the host, and YAML whose strings are quoted", () => {
    fc.assert(
      fc.property(input, (setup) => {
        expect(isHost(setup.host)).toBe(true);
        for (const { files } of clientSetup(setup)) {
          for (const { path, language, content } of files) {
            expect(path).toMatch(/^(?:~?\/)?[\w.:[\]/-]+$/);
            expect(path).not.toContain("..");
            if (language === "json")
              expect(JSON.parse(content)).toEqual({ "insecure-registries": [setup.host] });
            if (language === "toml") expect(Object.keys(readToml(content)).length).toBeGreaterThan(0);
            if (language === "pem") expect(content).toBe(certificate);
            if (language === "yaml") {
              const [outside = ""] = content.split(": |\n");
              // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
              expect(content).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/);
              expect(outside).toMatch(
                /^(?: *(?:- )?(?:[\w.]+|"(?:[^"\\\n]|\\.)*"):?(?: (?:[\w./]+|"(?:[^"\\\n]|\\.)*"))?\n?)+$/,
              );
            }
          }
        }
      }),
    );
  });

  it("has no note, section or title that is not declared, and declares none that is never used", () => {
    const sections = fc
      .sample(input, { numRuns: 500, seed: 1 })
      .flatMap((setup) => clientSetup(setup))
      .concat(clientSetup({ ...trusted, host: "localhost:5000", scheme: "http" }));
    expect(new Set(sections.flatMap(({ notes }) => notes))).toEqual(new Set(clientNotes));
    expect(new Set(sections.map(({ id }) => id))).toEqual(new Set(clientSetupIds));
    for (const { id, titleKey } of sections) expect(titleKey).toBe(`sections.${id}`);
  });

  it("has each note once in a section", () => {
    fc.assert(
      fc.property(input, (setup) => {
        for (const { notes } of clientSetup(setup)) expect(notes).toEqual([...new Set(notes)]);
      }),
    );
  });
});
