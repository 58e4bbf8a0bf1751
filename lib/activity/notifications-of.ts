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
): Promise<{ readonly token: string; readonly state: NotificationState }> {
  await findRegistry(slug);
  const token = await makeEndpointToken(database(), slug, Date.now());
  return { token, state: await notificationState(database(), slug) };
}

/**
 * Takes the token of a configured registry away.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`
 */
export async function revokeNotificationToken(slug: string): Promise<NotificationState> {
  await findRegistry(slug);
  await removeEndpointToken(database(), slug);
  return notificationState(database(), slug);
}
