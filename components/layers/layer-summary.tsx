import Link from "next/link";
import { useTranslations } from "next-intl";
import { Bytes } from "#components/ui/bytes.tsx";
import type { LayerDetail } from "#lib/index/types.ts";
import type { HistoryStep } from "#lib/oci/dockerfile.ts";
import { LayerBar } from "./layer-bar.tsx";

interface LayerSummaryProps {
  readonly layers: readonly LayerDetail[];
  readonly history: readonly HistoryStep[];
  /** Compressed bytes of config and layers. */
  readonly total: number;
  /** The address of the table of layers. */
  readonly href: string;
}

/** The bar of layers for an overview, with a way to the table. */
export function LayerSummary({ layers, history, total, href }: LayerSummaryProps) {
  const t = useTranslations("layers");
  return (
    <section aria-labelledby="layer-summary">
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-x-3">
        <h2 id="layer-summary" className="font-semibold text-sm">
          {t("title")}
        </h2>
        <span className="text-muted text-xs">
          {t.rich("summary", { count: layers.length, size: () => <Bytes bytes={total} /> })}
        </span>
        {layers.length > 0 && (
          <Link className="link ml-auto text-sm" href={href} prefetch={false}>
            {t("all")}
          </Link>
        )}
      </div>
      {layers.length === 0 ? (
        <p className="text-muted text-sm">{t("none")}</p>
      ) : (
        <LayerBar layers={layers} history={history} base={href} />
      )}
    </section>
  );
}
