import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { tagNamesSchema } from "#lib/http/tag-view-schema.ts";
import { knownTags } from "#lib/index/known-tags.ts";

/** The names of the tags that a view shows, in its order. */
export const GET = route(
  { role: "viewer", params: registryParams, query: tagNamesSchema },
  async ({ params, query: { repository, view, part } }) => ({
    tags: await knownTags(params.registry, repository, view, part),
  }),
);
