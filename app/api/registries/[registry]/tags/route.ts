import { tableWindow } from "#lib/activity/tag-table.ts";
import { tagWindowAnswer } from "#lib/http/answers/tag-answers.ts";
import { json } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { tagWindowSchema } from "#lib/http/tag-view-schema.ts";

/** Some rows of the table of a repository's tags, as they are known. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "listTags",
      group: "tags",
      summary: "Some rows of the table of a repository’s tags, as they are known.",
      answer: json(tagWindowAnswer),
    },
    params: registryParams,
    query: tagWindowSchema,
  },
  async ({ params, query: { repository, view, request } }) =>
    (await tableWindow(params.registry, repository, view, request)).window,
);
