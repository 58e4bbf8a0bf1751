import { HttpResponse } from "msw";
import { type DescribedHost, startDescribed } from "../test-described-registry.ts";
import { apiVersion, describeApi, pageOf, refusal } from "./api.ts";
import {
  blobOrUnknown,
  imageTags,
  indexTag,
  manifestBehind,
  manifestOrUnknown,
  referrersAnswer,
} from "./shelf.ts";
import { account, allowedBy, basicOf, describeTokens, tokenAnswer } from "./tokens.ts";

/** A repository of {@link account}. */
export const repository = "ada/app";

/** Every repository. */
export const catalog = ["ada/app", "ada/base", "ada/tool"];

/** The scopes that it can read: no other action, and nothing but repositories. */
const scopeGrammar = /^repository:[\w./-]+:(?:push|pull|\*)(?:,(?:push|pull|\*))*$/;

/** Quay. quay/quay: `endpoints/v2`, with `v2auth.py` for its tokens and `__init__.py` for paging and the root. */
export async function startQuay(): Promise<DescribedHost> {
  return startDescribed((origin) => {
    const challenge = (scope: string) => ({
      ...apiVersion,
      "www-authenticate": `Bearer realm="${origin}/v2/auth",service="quay.io"${scope && `,scope="${scope}"`}`,
    });
    const unauthorized = (scope: string) =>
      refusal(401, "UNAUTHORIZED", "access to the requested resource is not authorized", challenge(scope));
    return [
      describeTokens("/v2/auth", ({ basic, scopes }) => {
        if (basic !== basicOf(account)) return refusal(401, "UNAUTHORIZED", "Invalid username or password.");
        const unread = scopes.find((scope) => !scopeGrammar.test(scope));
        return unread === undefined
          ? tokenAnswer(scopes)
          : refusal(400, "INVALID_REQUEST", `Unable to decode repository and actions: ${unread}`);
      }),
      ...describeApi({
        refuse: ({ request, repository: asked }, scope) => {
          const allowed = allowedBy(request);
          if (scope === "") return undefined;
          if (scope === "registry:catalog:*") return allowed === undefined ? unauthorized("") : undefined;
          const needed = scope.endsWith(":pull") ? scope : `repository:${asked}:pull,push`;
          return allowed?.includes(needed) === true ? undefined : unauthorized(needed);
        },
        // A word, called HTML, and the challenge even for who is let in.
        root: ({ request }) =>
          new HttpResponse("true", {
            status: allowedBy(request) === undefined ? 401 : 200,
            headers: { ...challenge(""), "content-type": "text/html; charset=utf-8" },
          }),
        catalog: ({ url }) => {
          const from = Number(url.searchParams.get("next_page")?.replace("gAAAA=", "") ?? 0);
          const names = catalog.slice(from, from + 2);
          const link = `</v2/_catalog?n=2&next_page=gAAAA%3D${from + 2}>; rel="next"`;
          const headers = from + 2 < catalog.length ? { link } : undefined;
          return HttpResponse.json({ repositories: names }, headers && { headers });
        },
        tags: ({ url }) => {
          const { names, n, last } = pageOf([...imageTags, indexTag], url, 4);
          const link = `</v2/${repository}/tags/list?n=${n}&last=${last}>; rel="next"`;
          return HttpResponse.json(
            { name: repository, tags: names },
            last === undefined ? {} : { headers: { link } },
          );
        },
        manifest: manifestOrUnknown,
        deletion: ({ reference }) =>
          manifestBehind(reference) === undefined
            ? refusal(404, "MANIFEST_UNKNOWN", "manifest unknown")
            : new HttpResponse(null, { status: 202 }),
        blob: blobOrUnknown,
        referrers: () => referrersAnswer(),
      }),
    ];
  });
}
