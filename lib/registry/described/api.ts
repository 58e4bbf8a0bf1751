import { HttpResponse, http } from "msw";

/** A request to an endpoint of the distribution API. */
export interface ApiRequest {
  readonly request: Request;
  readonly url: URL;
  /** Empty for the root and the catalog. */
  readonly repository: string;
  /** The tag or digest; empty where the endpoint has none. */
  readonly reference: string;
}

type Answer = (asked: ApiRequest) => Response;

/** How a registry answers at each endpoint. What it does not describe is not there. */
export interface Api {
  /** Asked before anything else: a refusal, or undefined for who may pass. `scope` is what a token must allow. */
  readonly refuse?: (asked: ApiRequest, scope: string) => Response | undefined;
  readonly root?: Answer;
  readonly catalog?: Answer;
  readonly tags: Answer;
  /** GET and HEAD. */
  readonly manifest: Answer;
  readonly deletion: Answer;
  readonly blob: Answer;
  readonly referrers: Answer;
  /** For an endpoint without an answer. */
  readonly missing?: Answer;
}

/**
 * The distribution API as handlers of MSW. Distribution specification, “Endpoints”; distribution's “Catalog”.
 *
 * @param below the path at which `/v2/` is, where it is not at the top.
 */
export function describeApi(api: Api, below = "") {
  const missing = api.missing ?? (() => new HttpResponse("404 page not found\n", { status: 404 }));
  const at = (
    path: string,
    scopeOf: (asked: ApiRequest) => string,
    answerOf: (asked: ApiRequest) => Answer,
  ) =>
    http.all(new RegExp(`^http://[^/]+${below}/v2/${path}$`), ({ request, params }) => {
      const asked = {
        request,
        url: new URL(request.url),
        repository: String(params[0] ?? ""),
        reference: String(params[1] ?? ""),
      };
      return api.refuse?.(asked, scopeOf(asked)) ?? answerOf(asked)(asked);
    });
  const pull = ({ repository }: ApiRequest) => `repository:${repository}:pull`;
  return [
    at(
      "",
      () => "",
      () => api.root ?? (() => HttpResponse.json({}, { headers: apiVersion })),
    ),
    at(
      "_catalog",
      () => "registry:catalog:*",
      () => api.catalog ?? missing,
    ),
    at("(.+)/tags/list", pull, () => api.tags),
    at(
      "(.+)/manifests/([^/]+)",
      ({ request, repository }) =>
        `repository:${repository}:${request.method === "DELETE" ? "delete" : "pull"}`,
      ({ request }) => (request.method === "DELETE" ? api.deletion : api.manifest),
    ),
    at("(.+)/blobs/([^/]+)", pull, () => api.blob),
    at("(.+)/referrers/([^/]+)", pull, () => api.referrers),
  ];
}

/** The header by which most registries name themselves. */
export const apiVersion = { "docker-distribution-api-version": "registry/2.0" };

/** An answer that is an error. Distribution specification, “Error Codes”. */
export function refusal(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return HttpResponse.json({ errors: [{ code, message }] }, { status, headers });
}

/** One page of a list, and where the next one is. */
export function pageOf(
  all: readonly string[],
  { searchParams }: URL,
  most: number,
): { readonly names: readonly string[]; readonly n: number; readonly last: string | undefined } {
  const n = Math.min(Number(searchParams.get("n") ?? most), most);
  const from = all.indexOf(searchParams.get("last") ?? "") + 1;
  const names = all.slice(from, from + n);
  return { names, n, last: from + n < all.length ? names.at(-1) : undefined };
}
