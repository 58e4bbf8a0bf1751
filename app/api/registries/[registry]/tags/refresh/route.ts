import { z } from "zod";
import { tagsEventAnswer } from "#lib/http/answers/tag-answers.ts";
import { ndjson } from "#lib/http/ndjson.ts";
import { lines } from "#lib/http/operation.ts";
import { repositorySchema } from "#lib/http/reference-schemas.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { openIndex } from "#lib/index/open-index.ts";
import { openTagTable } from "#lib/index/open-tag-table.ts";

/** Asks the registry for the tags of a repository, and tells how far reading them is. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "refreshTags",
      group: "tags",
      summary: "Asks a registry for the tags of a repository, and says how far that is.",
      answer: lines(tagsEventAnswer),
    },
    params: registryParams,
    query: z.object({ repository: repositorySchema }),
  },
  async ({ params, query, signal }) => {
    const { context } = await openIndex(params.registry, signal);
    return ndjson(openTagTable(context, query.repository), signal);
  },
);
