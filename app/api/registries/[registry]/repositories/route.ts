import { repositoriesEventAnswer } from "#lib/http/answers/registry-answers.ts";
import { ndjson } from "#lib/http/ndjson.ts";
import { lines } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";
import { openIndex } from "#lib/index/open-index.ts";
import { refreshRepositories } from "#lib/index/refresh-repositories.ts";

/** Asks a registry for its repositories and their tags, and says how far that is; `repositories/lines` gives what is found. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "refreshRepositories",
      group: "repositories",
      summary: "Asks a registry for its repositories and their tags, and says how far that is.",
      answer: lines(repositoriesEventAnswer),
    },
    params: registryParams,
  },
  async ({ params, signal }) => {
    const { context, setting } = await openIndex(params.registry, signal);
    return ndjson(refreshRepositories(context, setting.repositories), signal);
  },
);
