import { getTranslations } from "next-intl/server";
import { Notice } from "#components/problem/notice.tsx";

/** No page has this address. */
export default async function NotFound() {
  const t = await getTranslations("errors.notFound");
  return <Notice code="404" title={t("title")} advice={t("advice")} />;
}
