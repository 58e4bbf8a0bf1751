import { type Alongside, nothingAlongside } from "#lib/db/alongside.ts";
import { database } from "#lib/db/database.ts";
import { findRegistry } from "#lib/settings/registries.ts";
import { makeEndpointToken, notificationState, removeEndpointToken } from "./endpoint.ts";
import type { NotificationState } from "./types.ts";

/**
 * How the delivery of a configured registry's notifications stands.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`
 */
export async function notificationsOf(slug: string): Promise<NotificationState> {
  await findRegistry(slug);
  return notificationState(database(), slug);
}

/**
 * Makes a token for a configured registry, or another in place of the one it had.
 *
 * @returns the token, which nobody can read again.
 * @throws {SettingsError} `REGISTRY_UNKNOWN`
 */
export async function renewNotificationToken(
  slug: string,
  also: Alongside<undefined> = nothingAlongside,
): Promise<{ readonly token: string; readonly state: NotificationState }> {
  await findRegistry(slug);
  const token = await database()
    .transaction()
    .execute(async (transaction) => {
      const made = await makeEndpointToken(transaction, slug, Date.now());
      await also(transaction, undefined);
      return made;
    });
  return { token, state: await notificationState(database(), slug) };
}

/**
 * Takes the token of a configured registry away.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`
 */
export async function revokeNotificationToken(
  slug: string,
  also: Alongside<undefined> = nothingAlongside,
): Promise<NotificationState> {
  await findRegistry(slug);
  await database()
    .transaction()
    .execute(async (transaction) => {
      await removeEndpointToken(transaction, slug);
      await also(transaction, undefined);
    });
  return notificationState(database(), slug);
}
