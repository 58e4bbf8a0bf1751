import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { routeFiles } from "#app/api/openapi.json/route-files.ts";
import { ReferencePage } from "#components/reference/reference-page.tsx";
import { config } from "#lib/config.ts";
import { openApiDocument } from "#lib/http/openapi/document.ts";
import { referenceOf } from "#lib/http/openapi/reference.ts";
import { pagePrincipal } from "#lib/http/page.ts";
import { isHttps } from "#lib/http/scheme.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reference");
  return { title: t("title") };
}

/** What programs can do with Stowage. */
export default async function Page() {
  const principal = await pagePrincipal("viewer");
  const head = await headers();
  const asked = `${isHttps(head) ? "https" : "http"}://${head.get("host") ?? "localhost"}`;
  const origin = config().publicUrl ?? asked;
  return (
    <ReferencePage
      groups={referenceOf(openApiDocument(routeFiles, origin), origin)}
      mayMakeTokens={principal.role !== "viewer"}
    />
  );
}
