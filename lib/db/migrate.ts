import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { DatabaseError, isDatabaseError } from "./database-error.ts";
import { migrations } from "./migrations/list.ts";

/**
 * Brings a database to the newest form. Does nothing where it has that already.
 *
 * @param steps those of an older Stowage, for a test.
 * @throws {DatabaseError} where a migration fails (it is then undone), or the database was written by a newer Stowage.
 */
export async function migrate(
  db: Kysely<unknown>,
  steps: Readonly<Record<string, Migration>> = migrations,
): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...steps }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (isDatabaseError(error)) throw error;
  const failed = results?.find(({ status }) => status === "Error")?.migrationName;
  const reason = error instanceof Error ? error.message : String(error);
  throw new DatabaseError(
    failed === undefined
      ? `The database cannot be used by this version of Stowage: ${reason}. Was it last used by a newer version?`
      : `The database could not be brought up to date; step ${failed} failed and was undone: ${reason}.`,
    { cause: error },
  );
}
