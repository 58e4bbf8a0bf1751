import { tagNamesAnswer } from "#lib/http/answers/tag-answers.ts";
import { json } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { tagNamesSchema } from "#lib/http/tag-view-schema.ts";
import { knownTags } from "#lib/index/known-tags.ts";

/** The names of the tags that a view shows, in its order. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "listTagNames",
      group: "tags",
      summary: "The names of the tags that a view shows, in its order.",
      answer: json(tagNamesAnswer),
    },
    params: registryParams,
    query: tagNamesSchema,
  },
  async ({ params, query: { repository, view, part } }) => ({
    tags: await knownTags(params.registry, repository, view, part),
  }),
);
