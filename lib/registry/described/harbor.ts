import { HttpResponse } from "msw";
import { type DescribedHost, startDescribed } from "../test-described-registry.ts";
import { type ApiRequest, apiVersion, describeApi, pageOf, refusal } from "./api.ts";
import { blobOrUnknown, imageTags, indexTag, manifestBehind, referrersAnswer } from "./shelf.ts";
import { account, allowedBy, basicOf, describeTokens, tokenAnswer } from "./tokens.ts";

/** A repository of the project `library`. */
export const repository = "library/app";

/** An administrator; {@link account} is none. */
export const administrator = { username: "admin", password: "Harbor12345" };

/** Repositories of all projects. */
export const catalog = ["library/app", "library/base", "team/tool"];

const known = [basicOf(account), basicOf(administrator)];

/**
 * Harbor. goharbor/harbor: `src/server/middleware/v2auth`, `src/core/service/token`, `src/server/registry`, and
 * `src/lib/errors/const.go` for codes of its own.
 *
 * @param referrers how the referrers API answers; before 2.8 there was none (goharbor/harbor issue 18305).
 */
export async function startHarbor(referrers: "api" | "before 2.8" = "api"): Promise<DescribedHost> {
  return startDescribed((origin) => [
    describeTokens("/service/token", ({ basic, scopes }) => {
      if (basic !== undefined && !known.includes(basic)) {
        return refusal(401, "UNAUTHORIZED", "unauthorized: unauthorized");
      }
      // No token is ever good for the catalog.
      return tokenAnswer(
        basic === undefined
          ? []
          : ["signed in", ...scopes.filter((scope) => scope.startsWith("repository:"))],
      );
    }),
    ...describeApi({
      refuse: ({ request }, scope) => {
        const sent = request.headers.get("authorization");
        const isAdministrator = sent === basicOf(administrator);
        const allowed = allowedBy(request) ?? (sent !== null && known.includes(sent) ? [scope] : []);
        const may = scope === "registry:catalog:*" ? isAdministrator : allowed.includes(scope || "signed in");
        if (may || (scope === "" && sent !== null && known.includes(sent))) return undefined;
        // Whoever sent anything, or wants the catalog, is asked for the password itself.
        const challenge =
          sent !== null || scope === "registry:catalog:*"
            ? 'Basic realm="harbor"'
            : `Bearer realm="${origin}/service/token",service="harbor-registry"${scope === "" ? "" : `,scope="${scope}"`}`;
        return refusal(401, "UNAUTHORIZED", "unauthorized", { ...apiVersion, "www-authenticate": challenge });
      },
      catalog: ({ url }) => {
        const { names, n, last } = pageOf(catalog, url, Number.POSITIVE_INFINITY);
        const headers = last === undefined ? {} : { link: linkTo("/v2/_catalog", n, last) };
        return HttpResponse.json({ repositories: names }, { headers });
      },
      // Not paged unless asked to.
      tags: ({ repository: asked }) =>
        asked === repository
          ? HttpResponse.json({ name: repository, tags: [...imageTags, indexTag] })
          : refusal(404, "NOT_FOUND", `repository ${asked} not found`),
      manifest: (asked) => manifestBehind(asked.reference) ?? artifactNotFound(asked),
      deletion: (asked) => {
        if (!asked.reference.includes(":")) {
          const message = `unsupported digest ${asked.reference}: invalid checksum digest format`;
          return refusal(400, "UNSUPPORTED", message);
        }
        return manifestBehind(asked.reference) === undefined
          ? artifactNotFound(asked)
          : new HttpResponse(null, { status: 202 });
      },
      blob: blobOrUnknown,
      referrers: () =>
        referrers === "api" ? referrersAnswer() : refusal(401, "UNAUTHORIZED", "un-recognized request"),
    }),
  ]);
}

function artifactNotFound({ repository: asked, reference }: ApiRequest): Response {
  return refusal(404, "NOT_FOUND", `artifact ${asked}:${reference} not found`);
}

const linkTo = (path: string, n: number, last: string) =>
  `<${path}?${new URLSearchParams({ last, n: String(n) })}>; rel="next"`;
