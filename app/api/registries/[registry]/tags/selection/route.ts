import { selectionAnswer } from "#lib/http/answers/tag-answers.ts";
import { json } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { tagSelectionSchema } from "#lib/http/tag-view-schema.ts";
import { knownSelection } from "#lib/index/known-tags.ts";

/** What is known of selected tags together: how many are still there, and their bytes. */
export const POST = route(
  {
    role: "viewer",
    operation: {
      id: "summarizeTags",
      group: "tags",
      summary: "What is known of selected tags together: how many are there, and their bytes.",
      answer: json(selectionAnswer),
    },
    action: "read",
    params: registryParams,
    body: tagSelectionSchema,
  },
  ({ params, body: { repository, view, selected } }) =>
    knownSelection(params.registry, repository, view, selected),
);
