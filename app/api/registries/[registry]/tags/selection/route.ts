import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { tagSelectionSchema } from "#lib/http/tag-view-schema.ts";
import { knownSelection } from "#lib/index/known-tags.ts";

/** What is known of selected tags together: how many are still there, and their bytes. */
export const POST = route(
  { role: "viewer", action: "read", params: registryParams, body: tagSelectionSchema },
  ({ params, body: { repository, view, selected } }) =>
    knownSelection(params.registry, repository, view, selected),
);
