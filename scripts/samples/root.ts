import { execFile } from "node:child_process";
import { access, readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { directory, type Entry, file, symlink } from "./layer.ts";

/** The processor of this machine in the words of images; its busybox goes into the samples. */
export const machineArchitecture: string =
  ({ x64: "amd64", ia32: "386" } as Record<string, string>)[process.arch] ?? process.arch;

/** Where this machine's busybox is, or undefined. */
async function findBusybox(): Promise<string | undefined> {
  const folders = ["/bin", "/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  for (const folder of folders) {
    const path = join(folder, "busybox");
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}

const passwd = `root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;

const group = `root:x:0:
daemon:x:1:
www-data:x:33:
nogroup:x:65534:
`;

const release = (
  version: string,
  codename: string,
) => `PRETTY_NAME="Debian GNU/Linux ${version} (${codename})"
NAME="Debian GNU/Linux"
VERSION_ID="${version}"
VERSION="${version} (${codename})"
VERSION_CODENAME=${codename}
ID=debian
HOME_URL="https://www.debian.org/"
`;

const packages = (busybox: string) => `Package: base-files
Status: install ok installed
Priority: required
Section: admin
Maintainer: Debian Maintainers
Architecture: ${machineArchitecture}
Version: 12.4+deb12u8
Description: Debian base system miscellaneous files

Package: busybox-static
Status: install ok installed
Priority: optional
Section: shells
Maintainer: Debian Install System Team
Architecture: ${machineArchitecture}
Version: ${busybox}
Description: Standalone rescue shell with tons of builtin utilities

Package: netbase
Status: install ok installed
Priority: important
Section: admin
Maintainer: Debian Maintainers
Architecture: all
Version: 6.4
Description: Basic TCP/IP networking system
`;

/**
 * The files of a small Debian root: this machine's static busybox with a link for each of its commands, and `/etc`.
 *
 * @throws with a sentence when the machine has no busybox.
 */
export async function debianRoot(version: string, codename: string): Promise<readonly Entry[]> {
  const busybox = await findBusybox();
  if (busybox === undefined) {
    throw new Error(
      "The sample images need busybox, which is not on this machine. Install it: apt-get install busybox-static",
    );
  }
  const [program, list, licence] = await Promise.all([
    readFile(busybox),
    promisify(execFile)(busybox, ["--list"]).then(({ stdout }) => stdout.split("\n").filter(Boolean).sort()),
    readFile("/usr/share/doc/busybox-static/copyright").catch(() => undefined),
  ]);
  const busyboxVersion = /v(\d+\.\d+\.\d+)/.exec(program.toString("latin1"))?.[1] ?? "1.35.0";
  return [
    ...[
      "bin",
      "dev",
      "etc",
      "home",
      "proc",
      "run",
      "sbin",
      "sys",
      "usr/bin",
      "usr/local/bin",
      "usr/sbin",
    ].map((path) => directory(path)),
    directory("root", { mode: 0o700 }),
    directory("tmp", { mode: 0o1777 }),
    ...["var/lib/dpkg", "var/log", "var/www"].map((path) => directory(path)),
    file("bin/busybox", program, { mode: 0o755 }),
    ...list.filter((name) => name !== "busybox").map((name) => symlink(`bin/${name}`, "busybox")),
    file("etc/debian_version", `${version}\n`),
    file("etc/os-release", release(version.split(".")[0] ?? version, codename)),
    file("etc/passwd", passwd),
    file("etc/group", group),
    file("etc/shadow", "root:*:19722:0:99999:7:::\n", { mode: 0o640, gid: 42 }),
    file("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n"),
    file("etc/profile", 'export PATH="/usr/local/bin:/usr/bin:/bin"\n'),
    file("var/lib/dpkg/status", packages(busyboxVersion)),
    ...(licence === undefined ? [] : [file("usr/share/doc/busybox-static/copyright", licence)]),
  ];
}
