import type { Kysely } from "kysely";
import { z } from "zod";
import { type Alongside, nothingAlongside } from "#lib/db/alongside.ts";
import type { Schema } from "#lib/db/schema.ts";
import { readValue, writeValue } from "#lib/settings/values.ts";
import { settingLocked } from "./access-error.ts";

const name = "anonymous-viewing";

/** Whether people who are not signed in may look at everything, and whether the environment has decided that. */
export interface AnonymousViewing {
  readonly allowed: boolean;
  /** Decided by STOWAGE_ANONYMOUS_VIEWING. */
  readonly locked: boolean;
}

/** @param configured what STOWAGE_ANONYMOUS_VIEWING says, if it is set. */
export async function anonymousViewing(
  db: Kysely<Schema>,
  configured: boolean | undefined,
): Promise<AnonymousViewing> {
  if (configured !== undefined) return { allowed: configured, locked: true };
  return { allowed: (await readValue(db, name, z.boolean())) ?? false, locked: false };
}

/**
 * @param also gets whether they might before, and may now.
 * @throws {AccessError} `SETTING_LOCKED` where the environment has decided.
 */
export async function setAnonymousViewing(
  db: Kysely<Schema>,
  configured: boolean | undefined,
  allowed: boolean,
  also: Alongside<{ readonly before: boolean; readonly after: boolean }> = nothingAlongside,
): Promise<AnonymousViewing> {
  if (configured !== undefined) {
    throw settingLocked("Anonymous viewing", "STOWAGE_ANONYMOUS_VIEWING");
  }
  return db.transaction().execute(async (transaction) => {
    const { allowed: before } = await anonymousViewing(transaction, undefined);
    await writeValue(transaction, name, allowed);
    await also(transaction, { before, after: allowed });
    return { allowed, locked: false };
  });
}
