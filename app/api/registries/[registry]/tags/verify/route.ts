import { z } from "zod";
import { verifiedTagsAnswer } from "#lib/http/answers/tag-answers.ts";
import { json } from "#lib/http/operation.ts";
import { repositorySchema, tagSchema } from "#lib/http/reference-schemas.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { openIndex } from "#lib/index/open-index.ts";
import { verifyTags } from "#lib/index/refresh-tags.ts";

/** As many as a screen shows, with some above and below. */
const maximumTags = 100;

/** Where some tags point right now: asked of the registry for each. */
export const POST = route(
  {
    role: "viewer",
    operation: {
      id: "verifyTags",
      group: "tags",
      summary: "Where some tags point right now, as the registry says.",
      answer: json(verifiedTagsAnswer),
    },
    action: "read",
    params: registryParams,
    body: z.strictObject({ repository: repositorySchema, tags: z.array(tagSchema).min(1).max(maximumTags) }),
  },
  async ({ params, body, signal }) => {
    const { context } = await openIndex(params.registry, signal);
    return { rows: await verifyTags(context, body.repository, body.tags) };
  },
);
