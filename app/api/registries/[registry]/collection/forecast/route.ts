import { collectionForecast } from "#lib/cleanup/collection/collections.ts";
import { collectionForecastAnswer } from "#lib/http/answers/collection-answers.ts";
import { json } from "#lib/http/operation.ts";
import { registryParams } from "#lib/http/registry-params.ts";
import { route } from "#lib/http/route.ts";

/** What collecting the registry's garbage would free now, with `--delete-untagged` and without. */
export const GET = route(
  {
    role: "viewer",
    operation: {
      id: "forecastCollection",
      group: "collections",
      summary: "What collecting the registry’s garbage would free now, with and without --delete-untagged.",
      answer: json(collectionForecastAnswer),
    },
    params: registryParams,
  },
  ({ params }) => collectionForecast(params.registry),
);
