import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SearchPage } from "#components/search/search-page.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pagePrincipal } from "#lib/http/page.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("search"))("title") };
}

/** The search over every registry; its query is in the address. */
export default async function Page() {
  await pagePrincipal("viewer");
  const [t, shell] = await Promise.all([getTranslations("search"), getTranslations("shell")]);
  return (
    <>
      <PageHeader
        crumbs={[{ label: shell("home"), href: "/" }]}
        crumbsLabel={shell("breadcrumb")}
        title={t("title")}
        description={t("description")}
      />
      <SearchPage />
    </>
  );
}
