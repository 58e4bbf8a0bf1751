import { type ChildProcess, execFile, spawn } from "node:child_process";
import { access, constants, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { hash } from "bcryptjs";
import { generate } from "selfsigned";
import { Agent, request } from "undici";
import type { RegistryEndpoint } from "#lib/registry/endpoint.ts";
import { freePort } from "#scripts/tools/ports.ts";
import { endProcess, keepOutput } from "../server-process.ts";

/** How a registry for a test or the demo is run. */
export interface RegistryOptions {
  /** Basic authentication with this one account; none where absent. */
  readonly auth?: { readonly username: string; readonly password: string };
  /** Token authentication, as distribution's `auth.token` section has it. */
  readonly token?: {
    readonly realm: string;
    readonly service: string;
    readonly issuer: string;
    /** PEM file of the certificate that tokens are signed with. */
    readonly rootCertBundle: string;
  };
  /** HTTPS with a certificate signed by itself, for 127.0.0.1 and localhost. */
  readonly tls?: boolean;
  /** Whether manifests can be deleted; yes where absent. */
  readonly deletion?: boolean;
  /** Sections that are added to its configuration, as they stand in a `config.yml`. */
  readonly lines?: string;
  /** The data folder; a temporary one, removed at the end, where absent. */
  readonly storage?: string;
  /** A free one where absent. */
  readonly port?: number;
}

/** A real registry on loopback. */
export interface RunningRegistry {
  readonly url: string;
  /** `127.0.0.1:port`. */
  readonly host: string;
  /** The certificate in PEM, with `tls`. */
  readonly ca?: string;
  readonly dataDir: string;
  /** Where a client finds it, with its certificate and account; its slug is `test` unless something else is said. */
  endpoint(more?: Partial<RegistryEndpoint>): RegistryEndpoint;
  /** Ends the process and removes what was temporary. */
  stop(): Promise<void>;
}

/** Starts a real registry, the program that {@link findRegistryProgram} finds, and waits until it answers. */
export async function startRegistry(options: RegistryOptions = {}): Promise<RunningRegistry> {
  const program = await findRegistryProgram();
  const scratch = await mkdtemp(join(tmpdir(), "stowage-registry-"));
  const dataDir = options.storage ?? join(scratch, "data");
  await mkdir(dataDir, { recursive: true });
  const host = `127.0.0.1:${options.port ?? (await freePort())}`;
  const certificate = options.tls === true ? await selfSigned() : undefined;
  const configFile = join(scratch, "config.yml");
  const sections = Object.entries(await configuration(options, { host, dataDir, scratch, certificate }));
  // YAML is a superset of JSON.
  const written = sections.map(([name, section]) => `${name}: ${JSON.stringify(section)}\n`);
  await writeFile(configFile, `${written.join("")}${options.lines ?? ""}`);

  const child = spawn(program, ["serve", configFile], { stdio: ["ignore", "pipe", "pipe"] });
  const said = keepOutput(child);
  const url = `${certificate === undefined ? "http" : "https"}://${host}`;
  try {
    await untilItAnswers(url, child, said);
  } catch (error) {
    child.kill("SIGKILL");
    await rm(scratch, { recursive: true, force: true });
    throw error;
  }
  const ca = certificate === undefined ? {} : { ca: certificate.cert };
  return {
    url,
    host,
    dataDir,
    ...ca,
    endpoint: (more = {}) => ({
      slug: "test",
      name: "Test",
      url,
      plainHttp: certificate === undefined,
      skipTlsVerify: false,
      ...ca,
      ...(options.auth === undefined ? {} : { credentials: options.auth }),
      ...more,
    }),
    stop: async () => {
      await endProcess(child);
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

async function configuration(
  { auth, token, deletion = true }: RegistryOptions,
  place: {
    host: string;
    dataDir: string;
    scratch: string;
    certificate: { cert: string; private: string } | undefined;
  },
): Promise<Readonly<Record<string, unknown>>> {
  const file = async (name: string, content: string) => {
    const path = join(place.scratch, name);
    await writeFile(path, content, { mode: 0o600 });
    return path;
  };
  const { certificate } = place;
  return {
    version: "0.1",
    log: { level: "warn", accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: place.dataDir },
      delete: { enabled: deletion },
      cache: { blobdescriptor: "inmemory" },
      maintenance: { uploadpurging: { enabled: false } },
    },
    http: {
      addr: place.host,
      secret: "not a secret: a test's own registry",
      ...(certificate === undefined
        ? {}
        : {
            tls: {
              certificate: await file("cert.pem", certificate.cert),
              key: await file("key.pem", certificate.private),
            },
          }),
    },
    ...(auth === undefined
      ? {}
      : {
          auth: {
            htpasswd: {
              realm: "Stowage's tests",
              path: await file("htpasswd", `${auth.username}:${await hash(auth.password, 5)}\n`),
            },
          },
        }),
    ...(token === undefined
      ? {}
      : {
          auth: {
            token: {
              realm: token.realm,
              service: token.service,
              issuer: token.issuer,
              rootcertbundle: token.rootCertBundle,
            },
          },
        }),
  };
}

/**
 * The registry program: what `STOWAGE_TEST_REGISTRY` names, or the one on the PATH.
 *
 * @throws {Error} when there is none, or what the variable names cannot be run.
 */
export async function findRegistryProgram(): Promise<string> {
  const wanted = process.env.STOWAGE_TEST_REGISTRY ?? "";
  if (wanted !== "") {
    if (await isProgram(wanted)) return wanted;
    throw new Error(`STOWAGE_TEST_REGISTRY names ${wanted}, which is no program that can be run.`);
  }
  for (const name of ["docker-registry", "registry"]) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, name);
      if (await isProgram(path)) return path;
    }
  }
  throw new Error(
    "There is no docker-registry on this machine. On Debian: apt-get install docker-registry. A registry program of distribution on the PATH serves as well.",
  );
}

/** Which distribution the registry program is. What 2.x and 3 do differs in deletion by tag and in `--delete-untagged`. */
export async function registryMajor(): Promise<2 | 3> {
  const program = await findRegistryProgram();
  // `docker-registry github.com/docker/distribution 2.8.2+ds1`, `registry github.com/distribution/distribution/v3 v3.1.2`
  const { stdout } = await promisify(execFile)(program, ["--version"]);
  const major = / v?([23])\.\d+\.\d+\S*\s*$/.exec(stdout)?.[1];
  if (major === undefined) throw new Error(`${program} is no distribution 2 or 3. It says: ${stdout}`);
  return major === "2" ? 2 : 3;
}

const isProgram = (path: string) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

function selfSigned(): Promise<{ cert: string; private: string }> {
  return generate([{ name: "commonName", value: "Stowage's tests" }], {
    keySize: 2048,
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
}

async function untilItAnswers(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const agent = new Agent({ connect: { rejectUnauthorized: false } });
  try {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (child.exitCode !== null) break;
      const answers = await request(`${url}/v2/`, { dispatcher: agent }).then(
        async ({ statusCode, body }) => {
          await body.dump();
          return statusCode === 200 || statusCode === 401;
        },
        () => false,
      );
      if (answers) return;
      await delay(50);
    }
  } finally {
    await agent.destroy();
  }
  throw new Error(`The registry did not answer at ${url}. It said:\n${said() || "nothing"}`);
}
