import { useTranslations } from "next-intl";
import { Bytes } from "#components/ui/bytes.tsx";
import type { ImageDetail, LayerDetail } from "#lib/index/types.ts";
import { LayerBar } from "./layer-bar.tsx";
import { LayerTable } from "./layer-table.tsx";

interface LayersViewProps {
  readonly slug: string;
  readonly image: ImageDetail;
  /** What the page's whole image alone holds; null where that is not known. */
  readonly exclusiveBytes: number | null;
  readonly blobAddress: (layer: LayerDetail) => string;
  /** Where the step with this number is, counted from 1. */
  readonly stepAddress: (step: number) => string;
}

/** An image's layers: a bar of their sizes, and a table of them. */
export function LayersView({ slug, image, exclusiveBytes, blobAddress, stepAddress }: LayersViewProps) {
  const t = useTranslations("layers");
  const { layers, history } = image;
  if (layers.length === 0) return <p className="text-muted text-sm">{t("none")}</p>;
  const shared = layers.filter(({ sharedWith }) => sharedWith.length > 0);
  const sharedBytes = shared.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
  return (
    <div className="space-y-4">
      <h2 className="sr-only">{t("title")}</h2>
      <p className="text-muted text-sm">
        {t.rich("summary", { count: layers.length, size: () => <Bytes bytes={image.size} /> })}
        {shared.length > 0 && " · "}
        {shared.length > 0 &&
          t.rich("sharedSummary", { count: shared.length, size: () => <Bytes bytes={sharedBytes} /> })}
        {exclusiveBytes !== null && " "}
        {exclusiveBytes === 0 && t("exclusiveNone")}
        {exclusiveBytes !== null &&
          exclusiveBytes > 0 &&
          t.rich("exclusive", { size: () => <Bytes bytes={exclusiveBytes} /> })}
      </p>
      <LayerBar layers={layers} history={history} base="" />
      <LayerTable
        slug={slug}
        layers={layers}
        history={history}
        blobAddress={blobAddress}
        stepAddress={stepAddress}
      />
    </div>
  );
}
