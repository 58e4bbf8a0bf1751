import { useTranslations } from "next-intl";
import type { Forecast } from "#lib/cleanup/plan/types.ts";

/** How many tags and manifests go, as a sentence. */
export function ForecastSentence({ forecast }: { readonly forecast: Forecast }) {
  const t = useTranslations("plans.head");
  const { tags, manifests, repositories } = forecast;
  if (tags > 0 && manifests > 0) return t("both", { tags, manifests, repositories });
  if (tags > 0) return t("tags", { tags, repositories });
  return manifests > 0 ? t("manifests", { manifests, repositories }) : t("nothing");
}
