import { digestAddress, repositoryAddress, tagAddress } from "#components/ui/address.ts";
import { parseReference, type Reference } from "#lib/oci/reference.ts";
import type { KnownRegistry } from "#lib/settings/known-registries.ts";

/** What a pasted text leads to. */
export type Resolved =
  /** The pages it may mean: one where it names its host, one a registry where it does not. */
  | {
      readonly kind: "pages";
      readonly pages: readonly { readonly address: string; readonly registry: KnownRegistry }[];
    }
  /** A reference to a registry that is not set up here. */
  | { readonly kind: "elsewhere"; readonly host: string }
  /** No reference. */
  | { readonly kind: "none" };

const commands =
  /^(?:sudo\s+)?(?:docker|podman|nerdctl|crictl|skopeo|buildah)\s+(?:image\s+)?(?:pull|push|run|inspect|rmi|copy)\s+/;

/**
 * What a text that somebody pasted leads to: a reference as one types it after `docker pull`, with the command before it, a
 * scheme such as `https://` or `docker://`, or an address of the registry's API (`…/v2/team/app/manifests/v1`).
 */
export function resolveReference(text: string, registries: readonly KnownRegistry[]): Resolved {
  const reference = readPasted(text.trim().slice(0, 2_000));
  if (reference === undefined) return { kind: "none" };
  const { host } = reference;
  const meant =
    host === undefined ? registries : registries.filter(({ hosts }) => hosts.includes(host.toLowerCase()));
  if (meant.length === 0) return host === undefined ? { kind: "none" } : { kind: "elsewhere", host };
  return {
    kind: "pages",
    pages: meant.map((registry) => ({ registry, address: addressOf(registry.slug, reference) })),
  };
}

function readPasted(text: string): Reference | undefined {
  const bare = text
    .replace(commands, "")
    .replace(/^(?:-\S+\s+)*/, "")
    .replace(/^(?:https?|docker|oci):\/\//, "")
    .replace(/^([^/]+)\/v2\/(.+)\/manifests\/(.+)$/, (_, host: string, name: string, reference: string) =>
      reference.includes(":") ? `${host}/${name}@${reference}` : `${host}/${name}:${reference}`,
    )
    .replace(/\/$/, "");
  try {
    return parseReference(bare.split(/\s/)[0] ?? "");
  } catch {
    // Most of what is typed into a palette is no reference.
    return undefined;
  }
}

function addressOf(slug: string, { repository, tag, digest }: Reference): string {
  if (digest !== undefined) return digestAddress(slug, repository, digest);
  return tag === undefined ? repositoryAddress(slug, repository) : tagAddress(slug, repository, tag);
}
