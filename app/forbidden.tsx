import { getTranslations } from "next-intl/server";
import { Notice } from "#components/problem/notice.tsx";

/** A page that this person's role may not see. */
export default async function Forbidden() {
  const t = await getTranslations("errors");
  return <Notice code="403" title={t("title.FORBIDDEN")} advice={t("advice.FORBIDDEN")} />;
}
