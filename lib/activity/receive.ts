import { database } from "#lib/db/database.ts";
import { findRegistry } from "#lib/settings/registries.ts";
import { isEndpointToken } from "./endpoint.ts";
import { followEvents } from "./follow.ts";
import { storeEvents } from "./store-events.ts";
import type { RegistryEvent } from "./types.ts";

/**
 * Whether somebody who has a token may deliver notifications of a registry.
 *
 * @throws {SettingsError} `REGISTRY_UNKNOWN`
 */
export async function mayDeliver(slug: string, token: string): Promise<boolean> {
  await findRegistry(slug);
  return isEndpointToken(database(), slug, token);
}

/** Takes in what a registry told: kept when this returns, while the index follows in the background. */
export async function receiveEvents(slug: string, events: readonly RegistryEvent[]): Promise<void> {
  const kept = await storeEvents(database(), slug, events, Date.now());
  // Its failures are written down there.
  void followEvents(slug, kept);
}
