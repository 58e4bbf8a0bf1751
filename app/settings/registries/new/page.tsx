import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RegistryForm } from "#components/settings/registry-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pagePrincipal } from "#lib/http/page.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.form");
  return { title: t("newTitle") };
}

/** Adds a registry. */
export default async function NewRegistryPage() {
  await pagePrincipal("administrator");
  const t = await getTranslations("settings.form");
  return (
    <>
      <PageHeader title={t("newTitle")} description={t("newDescription")} />
      <RegistryForm setting={null} />
    </>
  );
}
