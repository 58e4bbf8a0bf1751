import { useTranslations } from "next-intl";
import { Bytes } from "#components/ui/bytes.tsx";
import type { Page } from "../page-model.ts";
import { Fact, Facts } from "../parts/facts.tsx";
import { Problems } from "../parts/problems.tsx";

/** Something under `/manifests/` that is no manifest Stowage can read: why not, and its bytes below. */
export function UnknownOverview({ page }: { readonly page: Page }) {
  const t = useTranslations("manifest");
  const { detail } = page;
  return (
    <div className="space-y-4">
      <Problems
        title={t("unknown.title")}
        problems={detail.problems.filter(({ part }) => part === "manifest")}
      />
      <Facts>
        <Fact name={t("mediaType")}>
          <code className="break-all text-[0.8125rem]">{detail.mediaType || t("unknown.noMediaType")}</code>
        </Fact>
        <Fact name={t("unknown.bytes")}>
          <Bytes bytes={detail.manifestSize} />
        </Fact>
      </Facts>
    </div>
  );
}
