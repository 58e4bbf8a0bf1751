import { HttpResponse } from "msw";
import { digestEncoded } from "#lib/oci/digest.ts";
import { type DescribedHost, startDescribed } from "../test-described-registry.ts";
import { apiVersion, describeApi, refusal } from "./api.ts";
import { type ObjectStorage, startObjectStorage } from "./object-storage.ts";
import { imageTags, index, indexTag, manifestBehind, manifestOrUnknown } from "./shelf.ts";
import { account, allowedBy, basicOf, describeTokens, tokenAnswer } from "./tokens.ts";

/** A private project's repository, open to {@link account}. */
export const repository = "group/project/app";

/** GitLab itself, its container registry, and the storage behind it. */
export interface Gitlab {
  readonly registry: DescribedHost;
  readonly web: DescribedHost;
  readonly storage: ObjectStorage;
}

/**
 * GitLab's container registry. gitlabhq/gitlabhq: `app/services/auth/container_registry_authentication_service.rb`;
 * GitLab's documentation, “Container registry”, for redirects to object storage.
 */
export async function startGitlab(): Promise<Gitlab> {
  const storage = await startObjectStorage("127.0.0.3");
  const web = await startDescribed(
    () => [
      describeTokens("/jwt/auth", ({ basic, scopes }) => {
        if (basic !== undefined && basic !== basicOf(account)) {
          return refusal(401, "UNAUTHORIZED", "HTTP Basic: Access denied.");
        }
        if (basic === undefined) return refusal(403, "DENIED", "access forbidden");
        // A user gets a token whatever it allows; the catalog is never part of it.
        return tokenAnswer(scopes.filter((scope) => scope.startsWith(`repository:${repository}:`)));
      }),
    ],
    "127.0.0.2",
  );
  const registry = await startDescribed(() =>
    describeApi({
      refuse: ({ request }, scope) => {
        const allowed = allowedBy(request);
        if (allowed !== undefined && (scope === "" || allowed.includes(scope))) return undefined;
        const error = allowed === undefined ? "" : ',error="insufficient_scope"';
        return refusal(401, "UNAUTHORIZED", "authentication required", {
          ...apiVersion,
          "www-authenticate": `Bearer realm="${web.url}/jwt/auth",service="container_registry"${scope && `,scope="${scope}"`}${error}`,
        });
      },
      tags: () => HttpResponse.json({ name: repository, tags: [...imageTags, indexTag] }),
      // oras-project/oras-go issue 1396: the fallback tag of a digest is read as that digest.
      manifest: (asked) =>
        asked.reference === `sha256-${digestEncoded(index.content.digest)}`
          ? (manifestBehind(index.content.digest) ?? HttpResponse.error())
          : manifestOrUnknown(asked),
      deletion: (asked) =>
        manifestBehind(asked.reference) === undefined
          ? refusal(404, "MANIFEST_UNKNOWN", "manifest unknown")
          : new HttpResponse(null, { status: 202 }),
      blob: ({ reference }) => storage.redirect(reference),
      referrers: () => new HttpResponse("404 page not found\n", { status: 404 }),
    }),
  );
  return { registry, web, storage };
}
