import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RegistryList } from "#components/settings/registry-list.tsx";
import { pagePrincipal } from "#lib/http/page.ts";
import { listRegistries } from "#lib/settings/registries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.list");
  return { title: t("title") };
}

/** The registries that Stowage shows, and how it reaches them. */
export default async function RegistriesPage() {
  await pagePrincipal("administrator");
  return <RegistryList registries={await listRegistries()} />;
}
