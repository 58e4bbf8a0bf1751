import type { PostgresPool, PostgresPoolClient } from "kysely";
import type { Pool, PoolClient } from "pg";
import { DatabaseError, fullError } from "./database-error.ts";
import { isAway, isFull, openingError, reasonOf } from "./postgres-errors.ts";

/** What becomes of the errors of `pg`. */
interface Telling {
  /** No connection could be had. */
  connecting(error: unknown): unknown;
  /** A query failed. */
  querying(error: unknown): unknown;
  /** A query succeeded. */
  answered(): void;
}

/** A pool for the time of opening, when whoever starts the server reads what is wrong. */
export function tellingWhyNotOpened(pool: Pool, url: string): PostgresPool {
  const translate = (error: unknown) => openingError(url, error);
  return telling(pool, { connecting: translate, querying: translate, answered: () => undefined });
}

/**
 * A pool for the time after: queries throw a {@link DatabaseError} while the database is away, and work again when it is
 * back. Anybody may read that error, so the reason, which has addresses in it, goes to stderr alone, once for each time.
 */
export function tellingWhenAway(pool: Pool): PostgresPool {
  let away = false;
  const lost = (error: unknown) => {
    if (!away) process.stderr.write(`The database of DATABASE_URL is away: ${reasonOf(error)}.\n`);
    away = true;
    return new DatabaseError(
      "The database does not answer at the moment; the server's log says why. Try again: Stowage looks for it at each request.",
      { cause: error },
    );
  };
  return telling(pool, {
    connecting: lost,
    querying: (error) => {
      if (isFull(error)) return fullError(error);
      return isAway(error) ? lost(error) : error;
    },
    answered: () => {
      if (away) process.stderr.write("The database of DATABASE_URL answers again.\n");
      away = false;
    },
  });
}

function telling(pool: Pool, to: Telling): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      try {
        return tellingClient(await pool.connect(), to);
      } catch (error) {
        throw to.connecting(error);
      }
    },
  };
}

function tellingClient(client: PoolClient, to: Telling): PostgresPoolClient {
  const query = async (sql: string, parameters: readonly unknown[]) => {
    try {
      const result = await client.query(sql, [...parameters]);
      to.answered();
      return result;
    } catch (error) {
      throw to.querying(error);
    }
  };
  // The other form of query is for cursors, and Stowage streams nothing out of the database.
  return {
    query: query as unknown as PostgresPoolClient["query"],
    release: (destroy) => client.release(destroy),
  };
}
