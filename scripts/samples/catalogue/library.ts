import { assemble, copy, run, settings } from "../dockerfile.ts";
import { buildImage, type Execution } from "../image.ts";
import { buildLayer, directory, file, symlink } from "../layer.ts";
import { noise, table } from "../plausible.ts";
import { machineArchitecture } from "../root.ts";
import { sample } from "../sample.ts";
import { baseSteps } from "./base.ts";

const path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

async function webServer(version: string, created: string) {
  const pages = await buildLayer([
    directory("var/www/html"),
    file(
      "var/www/html/index.html",
      `<!doctype html><title>Harbourfront ${version}</title><h1>It works.</h1>\n`,
    ),
    file("var/www/html/50x.html", "<!doctype html><title>Error</title><h1>Something broke.</h1>\n"),
    file("etc/httpd.conf", "H:/var/www/html\nI:index.html\nE404:/50x.html\n.svg:image/svg+xml\n"),
  ]);
  const entrypoint = await buildLayer([
    file(
      "docker-entrypoint.sh",
      '#!/bin/sh\nset -e\nfor script in /docker-entrypoint.d/*.sh; do [ -x "$script" ] && "$script"; done\nexec "$@"\n',
      { mode: 0o755 },
    ),
    directory("docker-entrypoint.d"),
    file("docker-entrypoint.d/10-listen-on-ipv6.sh", "#!/bin/sh\n: nothing to do\n", { mode: 0o755 }),
    symlink("var/log/httpd.log", "/dev/stdout"),
  ]);
  const execution: Execution = {
    Env: [path, `HARBOURFRONT_VERSION=${version}`, "PKG_RELEASE=1~bookworm"],
    ExposedPorts: { "80/tcp": {}, "443/tcp": {} },
    Labels: { maintainer: "Harbourfront maintainers <web@stowage.example>" },
    StopSignal: "SIGQUIT",
    Entrypoint: ["/docker-entrypoint.sh"],
    Cmd: ["httpd", "-f", "-p", "80", "-c", "/etc/httpd.conf"],
  };
  const { layers, history } = assemble("classic", new Date(created), [
    ...(await baseSteps()),
    run("mkdir -p /var/www/html && cp -r /tmp/pages/* /var/www/html", pages),
    copy("docker-entrypoint.sh", "/", entrypoint),
    ...settings(execution),
  ]);
  return buildImage({
    layers,
    format: "docker",
    config: { created, architecture: machineArchitecture, config: execution, history },
  });
}

async function keyValueStore(version: string, created: string) {
  const account = await buildLayer([
    file(
      "etc/passwd",
      "root:x:0:0:root:/root:/bin/sh\nkvstore:x:999:999::/data:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n",
    ),
    file("etc/group", "root:x:0:\nkvstore:x:999:\nnogroup:x:65534:\n"),
    directory("data", { uid: 999, gid: 999 }),
  ]);
  const program = await buildLayer([
    file("usr/local/bin/kvstore", `#!/bin/sh\n# kvstore ${version}\nexec nc -lk -p 6400 -e cat\n`, {
      mode: 0o755,
    }),
    file("usr/local/lib/kvstore/engine.bin", noise(`kvstore ${version}`, 700_000), { mode: 0o755 }),
    file("usr/local/share/kvstore/seed.csv", table(`kvstore ${version}`, 8_000)),
    file("etc/kvstore.conf", "bind 0.0.0.0\nport 6400\ndir /data\nsave 900 1\nmaxmemory-policy noeviction\n"),
  ]);
  const execution: Execution = {
    User: "999:999",
    Env: [path, `KVSTORE_VERSION=${version}`],
    ExposedPorts: { "6400/tcp": {} },
    Volumes: { "/data": {} },
    WorkingDir: "/data",
    Entrypoint: ["kvstore"],
    Cmd: ["/etc/kvstore.conf"],
    Healthcheck: {
      Test: ["CMD", "nc", "-z", "127.0.0.1", "6400"],
      Interval: 10_000_000_000,
      Timeout: 3_000_000_000,
      Retries: 5,
    },
  };
  const { layers, history } = assemble("classic", new Date(created), [
    ...(await baseSteps()),
    run("groupadd -r -g 999 kvstore && useradd -r -g kvstore -u 999 kvstore", account),
    run("set -eux; make -C /usr/src/kvstore install; rm -r /usr/src/kvstore", program),
    ...settings(execution),
  ]);
  return buildImage({
    layers,
    format: "docker",
    config: { created, author: "kvstore", architecture: machineArchitecture, config: execution, history },
  });
}

/** Images as Docker's classic builder wrote them: schema 2, `#(nop)` in the history. */
export const librarySamples = [
  sample("library/harbourfront", ["1.24.0", "1.24"], () => webServer("1.24.0", "2024-12-11T21:02:40Z")),
  sample("library/harbourfront", ["1.26.2", "1.26", "stable"], () =>
    webServer("1.26.2", "2025-08-19T20:44:01Z"),
  ),
  sample("library/harbourfront", ["1.29.1", "1.29", "mainline", "latest"], () =>
    webServer("1.29.1", "2026-08-13T16:11:22Z"),
  ),
  sample("library/kvstore", ["7.2.4", "7.2", "7"], () => keyValueStore("7.2.4", "2025-01-09T02:33:17Z")),
  sample("library/kvstore", ["8.0.1", "8.0", "8", "latest"], () =>
    keyValueStore("8.0.1", "2026-05-28T04:20:59Z"),
  ),
];
