import { type Digest, isDigest } from "#lib/oci/digest.ts";
import { isRepositoryName, isTag, type ManifestReference, type RepositoryName } from "#lib/oci/reference.ts";

/** What a path of the distribution API names. */
export type ApiPath =
  | { readonly kind: "root" }
  | { readonly kind: "catalog" }
  | { readonly kind: "tags"; readonly repository: RepositoryName }
  | {
      readonly kind: "manifest";
      readonly repository: RepositoryName;
      readonly reference: ManifestReference;
    }
  | { readonly kind: "blob"; readonly repository: RepositoryName; readonly digest: Digest }
  | { readonly kind: "referrers"; readonly repository: RepositoryName; readonly digest: Digest };

/**
 * Reads what stands after `/v2/`, percent-encoded as it came. Distribution specification, “Endpoints”, as far as they can
 * be read.
 *
 * Nothing but these endpoints is read from a path: a part that climbs (`..`), is empty, or holds an encoded slash is in no
 * name's grammar.
 *
 * @returns undefined where it names no endpoint.
 */
export function readApiPath(encoded: string): ApiPath | undefined {
  const path = decodedOnce(encoded);
  if (path === "") return { kind: "root" };
  if (path === "_catalog") return { kind: "catalog" };
  const parts = path?.split("/") ?? [];
  const last = parts.at(-1) ?? "";
  const verb = parts.at(-2);
  const repository = parts.slice(0, -2).join("/");
  if (!isRepositoryName(repository)) return undefined;
  switch (verb) {
    case "tags":
      return last === "list" ? { kind: "tags", repository } : undefined;
    case "manifests":
      return isTag(last) || isDigest(last) ? { kind: "manifest", repository, reference: last } : undefined;
    case "blobs":
      return isDigest(last) ? { kind: "blob", repository, digest: last } : undefined;
    case "referrers":
      return isDigest(last) ? { kind: "referrers", repository, digest: last } : undefined;
    default:
      return undefined;
  }
}

/** The path that a registry is asked for; nothing in names, tags and digests needs to be encoded. */
export function formatApiPath(path: ApiPath): string {
  switch (path.kind) {
    case "root":
      return "/v2/";
    case "catalog":
      return "/v2/_catalog";
    case "tags":
      return `/v2/${path.repository}/tags/list`;
    case "manifest":
      return `/v2/${path.repository}/manifests/${path.reference}`;
    case "blob":
      return `/v2/${path.repository}/blobs/${path.digest}`;
    case "referrers":
      return `/v2/${path.repository}/referrers/${path.digest}`;
  }
}

function decodedOnce(encoded: string): string | undefined {
  // A slash that is encoded would become a separator only here.
  if (/%2f|%5c|\\/i.test(encoded)) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    // Not UTF-8, and so no name.
    return undefined;
  }
}
