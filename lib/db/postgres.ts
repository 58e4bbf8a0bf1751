import { Kysely, PostgresDialect, type PostgresPool, PostgresQueryCompiler } from "kysely";
import { Pool, TypeOverrides, types } from "pg";
import { DatabaseError } from "./database-error.ts";
import { migrate } from "./migrate.ts";
import { openingError } from "./postgres-errors.ts";
import { tellingWhenAway, tellingWhyNotOpened } from "./postgres-telling.ts";
import type { Schema } from "./schema.ts";

/** Connections that a process opens at most; PostgreSQL gives out 100 where nobody has changed that. */
const maximumConnections = 10;

/** How long a query waits for a connection before the database counts as away, in milliseconds. */
const connectionTimeout = 10_000;

/**
 * A PostgreSQL database, brought to the newest form before its first query; that query throws a {@link DatabaseError}
 * where this fails, and so does every query while the database is away.
 *
 * @param url as DATABASE_URL has it.
 */
export function openPostgres(url: string): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: postgresDialect(() => openMigratedPool(url)) });
}

/** Kysely's dialect, with a pool that is opened at the first query. */
export function postgresDialect(pool: () => Promise<PostgresPool>): PostgresDialect {
  return new StowageDialect({ pool });
}

/**
 * Connections to a database that was brought to the newest form. Of several processes that open it at once, one does so
 * and the others wait: Kysely's migrator holds an advisory lock.
 *
 * @throws {DatabaseError}
 */
export async function openMigratedPool(url: string): Promise<PostgresPool> {
  let pool: Pool | undefined;
  try {
    pool = newPool(url);
    const opening = tellingWhyNotOpened(pool, url);
    await requireUnicode(pool);
    await migrate(new Kysely<unknown>({ dialect: postgresDialect(async () => opening) }));
    return tellingWhenAway(pool);
  } catch (error) {
    await pool?.end();
    throw openingError(url, error);
  }
}

function newPool(connectionString: string): Pool {
  const pool = new Pool({
    connectionString,
    types: asSqliteGives(),
    max: maximumConnections,
    connectionTimeoutMillis: connectionTimeout,
    keepAlive: true,
    application_name: "stowage",
    // A process that has done its work ends, with connections open or not.
    allowExitOnIdle: true,
  });
  // Without listeners, a connection that breaks ends the process; the query that meets it, or the next, tells of it.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** What pg gives as text or as a class of its own, as SQLite gives it. Instants, sizes and their sums stay below 2^53. */
function asSqliteGives(): TypeOverrides {
  const { INT8, NUMERIC, BYTEA } = types.builtins;
  const parseBytes: (text: string) => Uint8Array = types.getTypeParser(BYTEA);
  const overrides = new TypeOverrides();
  overrides.setTypeParser(INT8, Number);
  overrides.setTypeParser(NUMERIC, Number);
  overrides.setTypeParser(BYTEA, (text) => Uint8Array.from(parseBytes(text)));
  return overrides;
}

/** Annotations, and the messages of registries, come in every script. */
async function requireUnicode(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ server_encoding: string }>("show server_encoding");
  const encoding = rows[0]?.server_encoding;
  if (encoding === "UTF8") return;
  throw new DatabaseError(
    `The database of DATABASE_URL is encoded as ${encoding}, and Stowage needs UTF8. Create one with “createdb --encoding=UTF8 --template=template0”.`,
  );
}

class StowageDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new WithoutNul();
  }
}

/** PostgreSQL's text cannot hold U+0000, and refuses a query that looks for it. Registries and people may send it. */
class WithoutNul extends PostgresQueryCompiler {
  protected override addParameter(parameter: unknown): void {
    super.addParameter(typeof parameter === "string" ? parameter.replaceAll("\0", "\uFFFD") : parameter);
  }
}
