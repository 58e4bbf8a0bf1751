import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chown, glob, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { freePort } from "#scripts/tools/ports.ts";
import { endProcess, keepOutput } from "../server-process.ts";

const run = promisify(execFile);

const superuser = "postgres";
const password = "not a secret";

/** A real PostgreSQL on loopback, with nothing in it. */
export interface RunningPostgres {
  /** Of its superuser and the database `postgres`. */
  readonly url: string;
  /** Ends the server and keeps its data: nothing answers until {@link RunningPostgres.resume}. */
  pause(): Promise<void>;
  /** Starts it again, at the same address with the same data. */
  resume(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Who runs the server: PostgreSQL refuses to be run by root. */
interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** Starts a PostgreSQL of its own, by the programs of Debian's `postgresql` or others on the PATH, and waits until it answers. */
export async function startPostgres(): Promise<RunningPostgres> {
  const programs = await findPrograms();
  const account = await unprivilegedAccount();
  const scratch = await mkdtemp(join(tmpdir(), "stowage-postgres-"));
  const removeScratch = () => rm(scratch, { recursive: true, force: true });
  try {
    const data = await initialise(programs, scratch, account);
    const port = await freePort();
    const url = `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
    const start = () => startServer(join(programs, "postgres"), data, port, account, url);
    let child = await start();
    return {
      url,
      pause: () => ended(child),
      resume: async () => {
        child = await start();
      },
      stop: async () => {
        await ended(child);
        await removeScratch();
      },
    };
  } catch (error) {
    await removeScratch();
    throw error;
  }
}

/** The folder of `initdb` and `postgres`: Debian puts each version's apart, and none on the PATH. */
async function findPrograms(): Promise<string> {
  const onPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "initdb"));
  for (const pattern of ["/usr/lib/postgresql/*/bin/initdb", ...onPath]) {
    for await (const path of glob(pattern)) return dirname(path);
  }
  throw new Error(
    "There is no PostgreSQL on this machine. On Debian: apt-get install postgresql. Its programs on the PATH serve as well.",
  );
}

/** Debian's package makes the account `postgres`; `nobody` is everywhere. */
async function unprivilegedAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const lines = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const entry = [superuser, "nobody"]
    .map((name) => lines.find(([account]) => account === name))
    .find((found) => found !== undefined);
  if (entry === undefined)
    throw new Error("PostgreSQL cannot be run by root, and there is no other account.");
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** @returns the data folder. */
async function initialise(programs: string, scratch: string, account: Account): Promise<string> {
  const data = join(scratch, "data");
  const passwordFile = join(scratch, "password");
  await writeFile(passwordFile, password);
  if (account.uid !== undefined && account.gid !== undefined) {
    for (const path of [scratch, passwordFile]) await chown(path, account.uid, account.gid);
  }
  const options = [
    "--no-sync",
    "--auth=scram-sha-256",
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    // A locale that sorts as people do, and not byte by byte, so that a column which forgot its collation is found out.
    "--locale=C.UTF-8",
    "--locale-provider=icu",
    "--icu-locale=en-US",
  ];
  await run(join(programs, "initdb"), [`--pgdata=${data}`, ...options], { ...account, cwd: scratch });
  return data;
}

async function startServer(
  program: string,
  data: string,
  port: number,
  account: Account,
  url: string,
): Promise<ChildProcess> {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "200",
    // Nobody misses the data of a test after a power cut.
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(program, ["-D", data, ...options], {
    ...account,
    cwd: data,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = keepOutput(child);
  try {
    await untilItAnswers(url, child, said);
  } catch (error) {
    await ended(child);
    throw error;
  }
  return child;
}

async function untilItAnswers(url: string, child: ChildProcess, said: () => string): Promise<void> {
  for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt += 1) {
    const client = new Client({ connectionString: url });
    const answers = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (answers) return;
    await delay(50);
  }
  throw new Error(`PostgreSQL did not answer. It said:\n${said() || "nothing"}`);
}

/** SIGINT is PostgreSQL's fast shutdown: it closes the connections instead of waiting for them. */
const ended = (child: ChildProcess) => endProcess(child, "SIGINT", "SIGQUIT");
