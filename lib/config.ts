import { readFileSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { z } from "zod";
import { maximumPasswordLength, minimumPasswordLength } from "./access/password-rules.ts";
import { isUsername } from "./access/username.ts";
import { ConfigError } from "./config-error.ts";
import { configuredRegistries } from "./config-registries.ts";
import {
  booleanVariable,
  type Environment,
  integerVariable,
  type ReadText,
  secretVariable,
  variable,
} from "./config-values.ts";
import type { ConfiguredRegistry } from "./settings/types.ts";

/** What the environment says, read and checked. */
export interface Config {
  /** The folder of the database and of generated secrets, as an absolute path. STOWAGE_DATA_DIR, `data` in the working directory where not set. */
  readonly dataDir: string;
  /** The PostgreSQL database, `postgres://user:password@host:5432/name`. DATABASE_URL or its _FILE; a SQLite file in the data folder where not set. */
  readonly databaseUrl?: string;
  /** From which the key is derived that encrypts stored credentials. STOWAGE_SECRET; a generated file in the data folder where not set. */
  readonly secret?: string;
  /** The address to listen on. HOST, all of them where not set. */
  readonly host: string;
  /** PORT, 3000 where not set. */
  readonly port: number;
  /** Where people reach Stowage, as an origin such as `https://stowage.example.com`. STOWAGE_URL. */
  readonly publicUrl?: string;
  /** From REGISTRY_URL and its companions, and from STOWAGE_REGISTRIES_FILE. Shown as locked. */
  readonly registries: readonly ConfiguredRegistry[];
  /** Created at start where there is no account yet. STOWAGE_ADMIN_USERNAME, STOWAGE_ADMIN_PASSWORD or its _FILE. */
  readonly administrator?: { readonly username: string; readonly password: string };
  /** Whether people who are not signed in may look. STOWAGE_ANONYMOUS_VIEWING; the stored setting where not set. */
  readonly anonymousViewing?: boolean;
  /** How old a registry's last sync gets before the next, in minutes; 0 leaves it to those who ask. STOWAGE_SYNC_INTERVAL, 15 where not set. */
  readonly syncInterval: number;
  /** How long pushes and deletions are kept as activity, in days. STOWAGE_ACTIVITY_DAYS, 90 where not set. */
  readonly activityDays: number;
  /** The file that policies of retention and protected tags are mounted in, as an absolute path. STOWAGE_RETENTION_FILE. */
  readonly retentionFile?: string;
  /** How long the audit log keeps entries, in days. STOWAGE_AUDIT_DAYS; the stored setting where not set. */
  readonly auditDays?: number;
  /** A program that collects a registry's garbage: an absolute path. STOWAGE_COLLECT_COMMAND; none where not set. */
  readonly collectCommand?: string;
  /** How many proxies stand between people and Stowage and write X-Forwarded-For. STOWAGE_TRUST_PROXY, 0 where not set. */
  readonly trustedProxies: number;
}

/** Next bundles this module several times into one process; the environment is read once for all of them. */
const shared: { stowageConfig?: Config } = globalThis as object;

/**
 * The configuration of this process.
 *
 * @throws {ConfigError}
 */
export function config(): Config {
  shared.stowageConfig ??= readConfig(process.env);
  return shared.stowageConfig;
}

/**
 * Reads a configuration from an environment.
 *
 * @param readText reads the files that variables name.
 * @throws {ConfigError} with a sentence that names the variable.
 */
export function readConfig(env: Environment, readText: ReadText = readUtf8): Config {
  const databaseUrl = postgresUrl(env, readText);
  const secret = installationSecret(env, readText);
  const publicUrl = publicOrigin(env);
  const administrator = firstAdministrator(env, readText);
  const anonymousViewing = booleanVariable(env, "STOWAGE_ANONYMOUS_VIEWING");
  const retentionFile = variable(env, "STOWAGE_RETENTION_FILE");
  const auditDays = integerVariable(env, "STOWAGE_AUDIT_DAYS", 7, 3650);
  const collectCommand = programPath(env);
  return {
    // The comment keeps the bundler from taking the whole project for files that the server reads.
    dataDir: resolve(/* turbopackIgnore: true */ variable(env, "STOWAGE_DATA_DIR") ?? "data"),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(secret === undefined ? {} : { secret }),
    host: listenAddress(env),
    port: integerVariable(env, "PORT", 0, 65_535) ?? 3000,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    registries: configuredRegistries(env, readText),
    ...(administrator === undefined ? {} : { administrator }),
    ...(anonymousViewing === undefined ? {} : { anonymousViewing }),
    syncInterval: integerVariable(env, "STOWAGE_SYNC_INTERVAL", 0, 10_080) ?? 15,
    activityDays: integerVariable(env, "STOWAGE_ACTIVITY_DAYS", 1, 3650) ?? 90,
    // What is in it is read when it is needed, and again when it has changed: see lib/settings/retention-file.ts.
    ...(retentionFile === undefined
      ? {}
      : { retentionFile: resolve(/* turbopackIgnore: true */ retentionFile) }),
    ...(auditDays === undefined ? {} : { auditDays }),
    ...(collectCommand === undefined ? {} : { collectCommand }),
    trustedProxies: trustedProxies(env),
  };
}

function readUtf8(path: string): string {
  return readFileSync(path, "utf8");
}

const postgresUrlSchema = z.url({ protocol: /^postgres(ql)?$/ });

/** What is wrong is not repeated: a password is part of it. */
function postgresUrl(env: Environment, readText: ReadText): string | undefined {
  const text = secretVariable(env, "DATABASE_URL", readText)?.trim();
  if (text === undefined || text === "") return undefined;
  const parsed = postgresUrlSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    "DATABASE_URL must name a PostgreSQL database, such as postgres://stowage:password@db.example.com:5432/stowage, with each of @ : / ? # % in the password written as %40, %3A, %2F, %3F, %23, %25. Without it, Stowage keeps a SQLite file in its data folder.",
  );
}

/** Fewer characters would let whoever steals the database try secrets until one fits. */
const minimumSecretLength = 32;

function installationSecret(env: Environment, readText: ReadText): string | undefined {
  const secret = secretVariable(env, "STOWAGE_SECRET", readText);
  if (secret === undefined || secret.length >= minimumSecretLength) return secret;
  throw new ConfigError(
    `STOWAGE_SECRET must have at least ${minimumSecretLength} characters; “openssl rand -base64 32” makes one.`,
  );
}

function listenAddress(env: Environment): string {
  const host = variable(env, "HOST") ?? "0.0.0.0";
  if (/^[A-Za-z0-9.:_%-]{1,255}$/.test(host)) return host;
  throw new ConfigError("HOST must be an address or a name to listen on, such as 127.0.0.1.");
}

function publicOrigin(env: Environment): string | undefined {
  const text = variable(env, "STOWAGE_URL");
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (
    url !== null &&
    (url.protocol === "http:" || url.protocol === "https:") &&
    url.username === "" &&
    url.password === "" &&
    url.pathname === "/" &&
    url.search === "" &&
    url.hash === ""
  ) {
    return url.origin;
  }
  throw new ConfigError(
    "STOWAGE_URL must be the address at which people open Stowage, with no path, such as https://stowage.example.com.",
  );
}

function firstAdministrator(env: Environment, readText: ReadText): Config["administrator"] {
  const username = variable(env, "STOWAGE_ADMIN_USERNAME");
  const password = secretVariable(env, "STOWAGE_ADMIN_PASSWORD", readText);
  if (username === undefined && password === undefined) return undefined;
  if (username === undefined) {
    throw new ConfigError("STOWAGE_ADMIN_PASSWORD is set, but STOWAGE_ADMIN_USERNAME is not.");
  }
  if (password === undefined) {
    throw new ConfigError("STOWAGE_ADMIN_USERNAME is set, but STOWAGE_ADMIN_PASSWORD is not.");
  }
  if (!isUsername(username)) {
    throw new ConfigError(
      "STOWAGE_ADMIN_USERNAME must be 1 to 64 letters, digits and . _ @ + - and start with a letter or digit.",
    );
  }
  if (password.length < minimumPasswordLength || password.length > maximumPasswordLength) {
    throw new ConfigError(
      `STOWAGE_ADMIN_PASSWORD must have ${minimumPasswordLength} to ${maximumPasswordLength} characters.`,
    );
  }
  return { username, password };
}

/** Only a path: words and quotes would need a shell, which then reads more than was meant. */
function programPath(env: Environment): string | undefined {
  const path = variable(env, "STOWAGE_COLLECT_COMMAND");
  if (path === undefined || (isAbsolute(path) && !path.includes("\0"))) return path;
  throw new ConfigError(
    "STOWAGE_COLLECT_COMMAND must be the absolute path of a program, such as /usr/local/bin/collect-garbage. It is called with the registry’s slug, and with --delete-untagged where that was chosen.",
  );
}

/** `true` is what most set-ups mean: one proxy. */
function trustedProxies(env: Environment): number {
  const text = variable(env, "STOWAGE_TRUST_PROXY")?.toLowerCase();
  if (text === undefined) return 0;
  if (/^\d{1,2}$/.test(text)) return Number(text);
  try {
    return booleanVariable(env, "STOWAGE_TRUST_PROXY") === true ? 1 : 0;
  } catch {
    throw new ConfigError(
      `STOWAGE_TRUST_PROXY must be true, false, or how many proxies stand in front of Stowage, but is “${text.slice(0, 120)}”.`,
    );
  }
}
