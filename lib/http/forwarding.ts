import type { Principal } from "#lib/access/principal.ts";
import { requireRepository, requireWholeRegistry } from "#lib/access/tokens/within-scopes.ts";
import { isTag } from "#lib/oci/reference.ts";
import { type ApiPath, readApiPath } from "#lib/registry/api-path.ts";
import { type ForwardedRequest, forward } from "#lib/registry/forward.ts";
import { findRegistry, registryFor } from "#lib/settings/registries.ts";
import { keepFraming } from "./framing.ts";
import { HttpError } from "./http-error.ts";
import { refuseProtected } from "./refuse-protected.ts";
import { refuseReadOnly } from "./refuse-read-only.ts";
import type { RequestAudit } from "./request-audit.ts";

/**
 * Passes a request below `/api/registries/<slug>/v2/` on to the registry, and its answer back as it comes.
 *
 * @throws {HttpError} `PATH_UNKNOWN` for a path that is no endpoint of the distribution API, `READ_ONLY`,
 *   `UNSUPPORTED` for deleting anything but a manifest or a tag, and `TAG_PROTECTED`; an AccessError `TOKEN_SCOPE`.
 */
export async function forwardToRegistry(
  slug: string,
  method: ForwardedRequest["method"],
  request: Request,
  principal: Principal,
): Promise<Response> {
  const { search } = new URL(request.url);
  const base = `/api/registries/${slug}`;
  const path = pathOf(slug, request);
  requirePathInScopes(principal, slug, path);
  if (method === "DELETE") {
    refuseReadOnly(await findRegistry(slug));
    if (path.kind !== "manifest") {
      throw new HttpError(
        405,
        "UNSUPPORTED",
        "Only manifests and tags can be deleted through Stowage: a blob may belong to images that are still there.",
      );
    }
    await refuseProtected(slug, path.repository, path.reference, request.signal);
  }
  const { status, headers, body } = await forward(await registryFor(slug), {
    method,
    path,
    search,
    headers: request.headers,
    base,
    signal: request.signal,
  });
  // What one account may read is kept by no proxy on the way, and a range is not recoded.
  headers.set("cache-control", "private, no-cache, no-transform");
  keepFraming(headers);
  return new Response(body === null ? null : streamOf(body), { status, headers });
}

/**
 * What {@link forwardToRegistry} does for a deletion, with its entry in the audit log. That entry is written when the registry has
 * answered: what another program asks of a registry is no change of ours that we could take back.
 */
export async function forwardDeletion(
  slug: string,
  request: Request,
  principal: Principal,
  audit: RequestAudit,
): Promise<Response> {
  const path = pathOf(slug, request);
  if (path.kind === "manifest") {
    const { repository, reference } = path;
    audit.about({
      repository,
      reference: reference.slice(0, 255),
      ...(isTag(reference) ? { action: "tag.delete" } : {}),
    });
  }
  const response = await forwardToRegistry(slug, "DELETE", request, principal);
  if (!response.ok) audit.refusedBy(response.status);
  return response;
}

/** The catalog names every repository; where the API is, and that it is there, everybody may ask. */
function requirePathInScopes(principal: Principal, slug: string, path: ApiPath): void {
  if (path.kind === "catalog") requireWholeRegistry(principal, slug);
  else if (path.kind !== "root") requireRepository(principal, slug, path.repository);
}

function pathOf(slug: string, request: Request): ApiPath {
  return requirePath(new URL(request.url).pathname, `/api/registries/${slug}/v2`);
}

/** What a path names below the registry's `/v2`; a URL's parser may have climbed out of that already. */
function requirePath(pathname: string, root: string): ApiPath {
  const below =
    pathname === root ? "" : pathname.startsWith(`${root}/`) ? pathname.slice(root.length + 1) : undefined;
  const path = below === undefined ? undefined : readApiPath(below);
  if (path !== undefined) return path;
  const shown = (below ?? pathname).slice(0, 200);
  throw new HttpError(
    404,
    "PATH_UNKNOWN",
    `/v2/${shown} is no endpoint of the distribution API that Stowage passes on: /v2/, /v2/_catalog, and tags/list, manifests/…, blobs/… and referrers/… of a repository.`,
    { path: shown },
  );
}

/** Bytes as they are asked for: a slow reader slows the registry down, and nothing piles up in between. */
function streamOf(bytes: AsyncGenerator<Uint8Array, void, void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await bytes.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await bytes.return();
      },
    },
    { highWaterMark: 0 },
  );
}
