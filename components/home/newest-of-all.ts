import type { RecentImage, RegistryOverview } from "#lib/index/types.ts";

/** An image, and the registry that it is in. */
export interface FoundImage extends RecentImage {
  readonly registry: Pick<RegistryOverview, "slug" | "name">;
}

/** The newest images of several registries, newest first. Dates are compared as instants: they come in any time zone. */
export function newestOfAll(overviews: readonly RegistryOverview[], limit: number): readonly FoundImage[] {
  return overviews
    .flatMap(({ slug, name, recent }) => recent.map((image) => ({ ...image, registry: { slug, name } })))
    .toSorted((one, other) => Date.parse(other.created) - Date.parse(one.created))
    .slice(0, limit);
}
