import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { registryAddress } from "#components/ui/address.ts";
import { PageHeader } from "#components/ui/page-header.tsx";

interface RegistryHeaderProps extends Omit<ComponentProps<typeof PageHeader>, "crumbsLabel"> {
  readonly registry: { readonly slug: string; readonly name: string };
}

/** The header of a page below a registry's own; `crumbs` are what lies between the two. */
export function RegistryHeader({ registry, crumbs = [], ...header }: RegistryHeaderProps) {
  const shell = useTranslations("shell");
  const { slug, name } = registry;
  return (
    <PageHeader
      crumbs={[{ label: shell("home"), href: "/" }, { label: name, href: registryAddress(slug) }, ...crumbs]}
      crumbsLabel={shell("breadcrumb")}
      {...header}
    />
  );
}
