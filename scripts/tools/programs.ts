import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access, glob, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { Problem, say } from "./problem.ts";

/** A Debian package, and the program or file by which one sees that the machine has it. */
export interface Requirement {
  readonly package: string;
  /** A program's name, looked up on the PATH; any one of several will do. */
  readonly programs?: readonly string[];
  /** A file or folder, or a pattern that one matches. Enough without the program. */
  readonly path?: string;
}

export const requirements = {
  registry: { package: "docker-registry", programs: ["docker-registry", "registry"] },
  busybox: { package: "busybox-static", programs: ["busybox"] },
  skopeo: { package: "skopeo", programs: ["skopeo"] },
  chromium: { package: "chromium", programs: ["chromium"] },
  /** Debian puts the programs of each version of PostgreSQL into a folder of their own. */
  postgres: { package: "postgresql", path: "/usr/lib/postgresql/*/bin/initdb", programs: ["initdb"] },
  korean: { package: "fonts-noto-cjk", path: "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc" },
} as const satisfies Record<string, Requirement>;

const exists = (path: string, mode = constants.F_OK) =>
  access(path, mode).then(
    () => true,
    () => false,
  );

/** Where a program is: on the PATH, or in the folders that a user's PATH may leave out. */
export async function findProgram(...names: readonly string[]): Promise<string | undefined> {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/sbin", "/bin"];
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (folder !== "" && (await exists(path, constants.X_OK))) return path;
    }
  }
  return undefined;
}

async function isMet({ path, programs = [] }: Requirement): Promise<boolean> {
  if (path !== undefined) for await (const _ of glob(path)) return true;
  return (await findProgram(...programs)) !== undefined;
}

/**
 * Installs what is missing with apt-get.
 *
 * @throws {Problem} when something is missing and this is not root on Debian, or apt-get fails.
 */
export async function ensurePrograms(needed: readonly Requirement[]): Promise<void> {
  const met = await Promise.all(needed.map(isMet));
  const missing = needed.filter((_, position) => !met[position]).map((requirement) => requirement.package);
  if (missing.length === 0) return;
  const command = `apt-get install ${missing.join(" ")}`;
  if ((await findProgram("apt-get")) === undefined) {
    throw new Problem(
      `Missing on this machine: ${missing.join(", ")} (Debian's names). Install them; there is no apt-get here to do it.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Problem(`Missing on this machine: ${missing.join(", ")}. As root: ${command}`);
  }
  say(`Installing ${missing.join(", ")}`);
  const options = ["-y", "-qq", "-o", "DPkg::Lock::Timeout=300"];
  await apt("apt-get update", [...options, "update"]);
  await withoutStartingServices(() =>
    apt(command, [...options, "-o", "Dpkg::Use-Pty=0", "install", "--no-install-recommends", ...missing]),
  );
}

async function apt(command: string, args: readonly string[]): Promise<void> {
  const child = spawn("apt-get", args, {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (code !== 0) {
    throw new Problem(
      `${command} failed with code ${code}:\n${output.trim().split("\n").slice(-15).join("\n")}`,
    );
  }
}

/** Debian starts a service when it is installed: docker-registry would take port 5000 on every address. Its own way to prevent that is policy-rc.d. */
async function withoutStartingServices(install: () => Promise<void>): Promise<void> {
  const policy = "/usr/sbin/policy-rc.d";
  if (await exists(policy)) return install();
  await writeFile(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    await install();
  } finally {
    await rm(policy, { force: true });
  }
}
