import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kysely } from "kysely";
import type { Role } from "#lib/access/role.ts";
import { createUser } from "#lib/access/users.ts";
import { type Config, readConfig } from "#lib/config.ts";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { described, type GuardedHandler } from "./route.ts";

/** A Stowage with a data folder of its own, whose API is called without a server in between. */
export interface TestApi {
  readonly dataDir: string;
  /** Calls a route as a page of Stowage in a browser would; cookies are kept. */
  call(method: string, path: string, options?: CallOptions): Promise<Response>;
  /** Creates a user and signs them in; later calls are theirs. */
  enter(role: Role): Promise<void>;
  /** Forgets the cookies. */
  leave(): void;
  cookie(): string;
  close(): Promise<void>;
}

interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The process's shared state, replaced for a test. */
const shared: { stowageConfig?: Config; stowageDatabase?: Kysely<Schema>; stowageHasUsers?: true } =
  globalThis as object;

/** Starts a Stowage for a test. One at a time: the configuration and the database are the process's. */
export function startTestApi(env: Readonly<Record<string, string>> = {}): TestApi {
  const dataDir = mkdtempSync(join(tmpdir(), "stowage-api-"));
  shared.stowageConfig = readConfig({ ...env, STOWAGE_DATA_DIR: dataDir });
  const db = openTestDatabase();
  shared.stowageDatabase = db;
  delete shared.stowageHasUsers;
  let cookie = "";

  const api: TestApi = {
    dataDir,
    async call(method, path, { body, headers = {} } = {}) {
      const url = new URL(path, "http://stowage.test");
      const { file, params } = fileOf(url.pathname);
      const handlers = (await import(/* @vite-ignore */ file)) as Record<string, GuardedHandler | undefined>;
      const request = new Request(url, {
        method,
        headers: {
          host: url.host,
          "sec-fetch-site": "same-origin",
          ...(cookie === "" ? {} : { cookie }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const response = await handlers[method]?.(request, { params: Promise.resolve(params) });
      if (response === undefined) throw new Error(`${path} does not answer ${method}`);
      await requireAnswer(handlers[method], response, `${method} ${path}`);
      cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
      return response;
    },
    async enter(role) {
      const credentials = { username: role, password: "correct horse battery" };
      await createUser(db, { ...credentials, role });
      cookie = "";
      await api.call("POST", "/api/session", { body: credentials });
    },
    leave() {
      cookie = "";
    },
    cookie: () => cookie,
    async close() {
      await db.destroy();
      delete shared.stowageDatabase;
      delete shared.stowageConfig;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return api;
}

/** Holds what was answered to what the description of the API says of it. A stream is left to whoever reads it. */
async function requireAnswer(
  handler: GuardedHandler | undefined,
  response: Response,
  asked: string,
): Promise<void> {
  const answer = handler?.[described].operation?.answer;
  if (!response.ok || answer === undefined) return;
  const isJson = response.headers.get("content-type") === "application/json";
  if (answer.kind === "json" && isJson && response.status === answer.status) {
    const { error } = answer.schema.safeParse(await response.clone().json());
    if (error !== undefined) throw new Error(`${asked} answers what it does not describe: ${error.message}`);
    return;
  }
  if (
    answer.kind === "json" ||
    (isJson && answer.kind !== "bytes") ||
    (answer.kind === "nothing" && response.body !== null)
  )
    throw new Error(`${asked} answers ${response.status}, but describes ${JSON.stringify(answer.kind)}`);
}

/** The file that Next would take for a path, and what it would read from it. */
function fileOf(pathname: string): { file: string; params: Record<string, string> } {
  const segments = pathname.slice(1).split("/");
  const params: Record<string, string> = {};
  const above: Readonly<Record<string, string>> = {
    users: "id",
    tokens: "id",
    policies: "id",
    registries: "registry",
    events: "registry",
  };
  const name = above[segments[1] ?? ""];
  const value = segments[2];
  if (name !== undefined && value !== undefined) {
    params[name] = value;
    segments[2] = `[${name}]`;
  }
  const below = { plans: "plan", schedules: "schedule" }[segments[3] ?? ""];
  const itsValue = segments[4];
  if (below !== undefined && itsValue !== undefined) {
    params[below] = itsValue;
    segments[4] = `[${below}]`;
  }
  if (segments[3] === "v2") segments.splice(4, segments.length, "[[...path]]");
  return { file: join(import.meta.dirname, "../../app", ...segments, "route.ts"), params };
}
