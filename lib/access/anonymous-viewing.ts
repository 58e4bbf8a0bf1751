import type { Kysely } from "kysely";
import { z } from "zod";
import type { Schema } from "#lib/db/schema.ts";
import { readValue, writeValue } from "#lib/settings/values.ts";
import { AccessError } from "./access-error.ts";

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

/** @throws {AccessError} `SETTING_LOCKED` where the environment has decided. */
export async function setAnonymousViewing(
  db: Kysely<Schema>,
  configured: boolean | undefined,
  allowed: boolean,
): Promise<AnonymousViewing> {
  if (configured !== undefined) {
    throw new AccessError(
      "SETTING_LOCKED",
      "Anonymous viewing is set by STOWAGE_ANONYMOUS_VIEWING in the environment of the server and can only be changed there.",
      { params: { variable: "STOWAGE_ANONYMOUS_VIEWING" } },
    );
  }
  await writeValue(db, name, allowed);
  return { allowed, locked: false };
}
