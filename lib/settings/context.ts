import type { Kysely } from "kysely";
import { config } from "#lib/config.ts";
import { database } from "#lib/db/database.ts";
import type { Schema } from "#lib/db/schema.ts";
import { installationSecretBox } from "./installation-secret.ts";
import type { SecretBox } from "./secret-box.ts";
import type { ConfiguredRegistry } from "./types.ts";

/** What the settings are made of. */
export interface SettingsContext {
  readonly db: Kysely<Schema>;
  /** Opened only when a credential is read or written, so that all else works without its key. */
  readonly box: () => SecretBox;
  /** Registries from the environment and files; they come first and hide stored ones of the same slug. */
  readonly configured: readonly ConfiguredRegistry[];
}

/** The settings of this process. */
export function processSettings(): SettingsContext {
  const { dataDir, secret, registries } = config();
  return { db: database(), box: () => installationSecretBox(dataDir, secret), configured: registries };
}
