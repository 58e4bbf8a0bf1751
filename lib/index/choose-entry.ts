import { isUnknownPlatform } from "#lib/oci/platform.ts";
import type { IndexEntry } from "./types.ts";

/**
 * The entry that a page shows of an index: the one asked for by key or label, else one for the same architecture
 * (`linux/arm64` finds `linux/arm64/v8`), else linux/amd64, else the first image.
 *
 * `found` tells whether it is what was asked for.
 */
export function chooseEntry(
  entries: readonly IndexEntry[],
  platform: string | undefined,
): { entry: IndexEntry; found: boolean } | undefined {
  const pickable = pickableEntries(entries);
  const asked =
    platform === undefined || platform === ""
      ? undefined
      : (pickable.find(({ key }) => key === platform) ??
        pickable.find(({ label }) => label === platform) ??
        pickable.find(({ label }) => label.startsWith(`${platform}/`) || label.startsWith(`${platform} (`)));
  const entry = asked ?? pickable.find(({ label }) => label === "linux/amd64") ?? pickable[0];
  return entry === undefined
    ? undefined
    : { entry, found: platform === undefined || platform === "" || asked !== undefined };
}

/** The entries that a person can choose: images, not what BuildKit says about them. Where there are none, all of them. */
function pickableEntries(entries: readonly IndexEntry[]): readonly IndexEntry[] {
  const about = entries.filter(({ attests }) => attests === null);
  const images = about.filter(({ platform }) => platform !== null && !isUnknownPlatform(platform));
  return images.length > 0 ? images : about;
}
