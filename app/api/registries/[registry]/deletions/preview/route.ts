import { previewDeletion } from "#lib/cleanup/preview.ts";
import { deletionPreviewAnswer } from "#lib/http/answers/tag-answers.ts";
import { deletionPreviewSchema } from "#lib/http/deletion-schemas.ts";
import { json } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { openIndex } from "#lib/index/open-index.ts";

/** What deleting some tags would do. Nothing is changed. */
export const POST = route(
  {
    role: "operator",
    operation: {
      id: "previewDeletion",
      group: "deletions",
      summary: "What deleting some tags would do. Nothing is changed.",
      answer: json(deletionPreviewAnswer),
    },
    action: "plan",
    params: registryParams,
    body: deletionPreviewSchema,
  },
  async ({ params, body, signal }) => {
    const { setting, context } = await openIndex(params.registry, signal);
    return previewDeletion(context, body.repository, body.tags, setting.readOnly);
  },
);
