import type { SettingsContext } from "#lib/settings/context.ts";
import { SecretBoxError } from "#lib/settings/secret-box.ts";
import { SettingsError } from "#lib/settings/settings-error.ts";
import {
  type CollectorDraft,
  type CollectorSetting,
  collectorSettingSchema,
  unknownCollector,
} from "./collector-setting.ts";

type Context = Pick<SettingsContext, "db" | "box">;

/** How a registry's garbage is collected, as it is kept. */
export interface StoredCollector {
  readonly setting: CollectorSetting;
  /** Whether somebody has described it. */
  readonly described: boolean;
  readonly hasWebhookSecret: boolean;
}

/** How a registry's garbage is collected. */
export async function readCollector({ db }: Pick<Context, "db">, registry: string): Promise<StoredCollector> {
  const row = await db
    .selectFrom("cleanup_collectors")
    .select(["setting", "webhook_secret"])
    .where("registry", "=", registry)
    .executeTakeFirst();
  if (row === undefined) return { setting: unknownCollector, described: false, hasWebhookSecret: false };
  return {
    setting: collectorSettingSchema.parse(JSON.parse(row.setting)),
    described: true,
    hasWebhookSecret: row.webhook_secret !== null,
  };
}

/**
 * Keeps how a registry's garbage is collected. A secret that the draft does not give is kept, as long as it goes to the same server.
 *
 * @param now milliseconds since 1970.
 * @throws {SettingsError} `PASSWORD_NEEDED` where the kept secret would go elsewhere: whoever may change settings is not told it.
 */
export async function saveCollector(
  context: Context,
  registry: string,
  { webhookSecret, ...setting }: CollectorDraft,
  now: number,
): Promise<void> {
  const stored = await readCollector(context, registry);
  const { webhook } = setting;
  const keeps = webhookSecret === undefined && stored.hasWebhookSecret && webhook !== null;
  const before = stored.setting.webhook;
  if (keeps && before !== null && new URL(before).origin !== new URL(webhook).origin) {
    throw new SettingsError(
      "PASSWORD_NEEDED",
      { registry, url: before },
      `The stored secret was given for ${new URL(before).origin}. Enter it again for the new address, or remove it.`,
      { field: "webhookSecret" },
    );
  }
  const sealed =
    typeof webhookSecret === "string" && webhook !== null
      ? context.box().seal(webhookSecret, secretPurpose(registry))
      : null;
  const values = { setting: JSON.stringify(setting), updated_at: now };
  await context.db
    .insertInto("cleanup_collectors")
    .values({ registry, ...values, webhook_secret: sealed })
    .onConflict((conflict) =>
      conflict.column("registry").doUpdateSet({ ...values, ...(keeps ? {} : { webhook_secret: sealed }) }),
    )
    .execute();
}

/**
 * The secret that a registry's webhook is sent; null where there is none.
 *
 * @throws {SettingsError} `SECRET_CHANGED` where it cannot be decrypted.
 */
export async function webhookSecret(context: Context, registry: string): Promise<string | null> {
  const row = await context.db
    .selectFrom("cleanup_collectors")
    .select("webhook_secret")
    .where("registry", "=", registry)
    .executeTakeFirst();
  if (row === undefined || row.webhook_secret === null) return null;
  try {
    return context.box().open(row.webhook_secret, secretPurpose(registry));
  } catch (error) {
    if (!(error instanceof SecretBoxError)) throw error;
    throw new SettingsError(
      "SECRET_CHANGED",
      { registry, reason: error.reason },
      `The secret of the webhook that collects the garbage of “${registry}” cannot be decrypted. Enter it again.`,
      { cause: error },
    );
  }
}

/** What a secret is sealed for: it opens for no other registry, and not as its password. */
const secretPurpose = (registry: string): string => `registry:${registry}:collection-webhook`;
