import { registryAddress } from "#components/ui/address.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";

/** The way to a repository: the registry, then each namespace as the list that it filters; the last part is the title. */
export function crumbsTo(
  { slug, name }: { readonly slug: string; readonly name: string },
  repository: RepositoryName,
  home: string,
): { crumbs: { label: string; href: string }[]; title: string } {
  const parts = repository.split("/");
  const namespaces = parts.slice(0, -1).map((label, index) => ({
    label,
    href: `${registryAddress(slug)}?q=${encodeURIComponent(`${parts.slice(0, index + 1).join("/")}/`)}`,
  }));
  return {
    crumbs: [{ label: home, href: "/" }, { label: name, href: registryAddress(slug) }, ...namespaces],
    title: parts.at(-1) ?? repository,
  };
}
