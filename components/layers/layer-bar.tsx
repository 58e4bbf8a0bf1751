import { useFormatter, useTranslations } from "next-intl";
import { formatBytes } from "#components/ui/bytes.ts";
import type { LayerDetail } from "#lib/index/types.ts";
import type { HistoryStep } from "#lib/oci/dockerfile.ts";
import { barSegments } from "./bar-segments.ts";
import { stepsByLayer, stepTitle } from "./step-title.ts";

interface LayerBarProps {
  readonly layers: readonly LayerDetail[];
  readonly history: readonly HistoryStep[];
  /** Where each layer is listed: `#layer-3`, after this page's address or another's. */
  readonly base: string;
}

/** A part with less of the bar than this has no room for its words. */
const wordsFrom = 0.12;

/**
 * The layers' sizes as a bar, the base on the left. Each part is a link to its layer in the table, with its number, size
 * and step as its name; small layers share the last part.
 */
export function LayerBar({ layers, history, base }: LayerBarProps) {
  const t = useTranslations("layers");
  const format = useFormatter();
  const segments = barSegments(layers.map(({ descriptor }) => descriptor.size));
  const steps = stepsByLayer(history);
  const percent = (share: number) =>
    format.number(share, { style: "percent", maximumFractionDigits: share < 0.1 ? 1 : 0 });
  return (
    <ol aria-label={t("bar")} className="flex h-11 w-full gap-px">
      {segments.map((segment, position) => {
        const isRest = segment.kind === "rest";
        const size = formatBytes(segment.size, format);
        const share = percent(segment.share);
        const name = isRest
          ? t("restName", { count: segment.indexes.length, size, share })
          : t("layerName", {
              number: segment.index + 1,
              count: layers.length,
              size,
              share,
              step: stepTitle(steps.get(segment.index)),
            });
        return (
          <li
            key={isRest ? "rest" : segment.index}
            className="min-w-6 basis-0 first:[&>a]:rounded-l-md last:[&>a]:rounded-r-md"
            style={{ flexGrow: Math.max(segment.share, 0.0001) }}
          >
            <a
              href={`${base}#${isRest ? "layer-table" : `layer-${segment.index + 1}`}`}
              aria-label={name}
              title={name}
              className={`flex size-full flex-col items-center justify-center overflow-hidden px-0.5 text-xs leading-tight focus-visible:relative focus-visible:z-10 ${isRest ? "bg-bar-rest text-foreground" : position % 2 === 0 ? "bg-bar-a text-on-bar" : "bg-bar-b text-on-bar"}`}
            >
              <span aria-hidden className="font-medium tabular-nums">
                {isRest ? `+${segment.indexes.length}` : segment.index + 1}
              </span>
              {segment.share >= wordsFrom && (
                <span aria-hidden className="max-w-full truncate tabular-nums">
                  {size}
                </span>
              )}
            </a>
          </li>
        );
      })}
    </ol>
  );
}
