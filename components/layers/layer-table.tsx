import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { searchAddress } from "#components/search/search-address.ts";
import { Bytes } from "#components/ui/bytes.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ShareBar } from "#components/ui/share-bar.tsx";
import type { LayerDetail } from "#lib/index/types.ts";
import { shortDigest } from "#lib/oci/digest.ts";
import type { HistoryStep } from "#lib/oci/dockerfile.ts";
import { blobFileName, compressionOf, isForeign } from "./compression.ts";
import { numbered } from "./numbered.ts";
import { SharedWith } from "./shared-with.tsx";
import { stepsByLayer, stepTitle } from "./step-title.ts";

interface LayerTableProps {
  readonly slug: string;
  readonly layers: readonly LayerDetail[];
  readonly history: readonly HistoryStep[];
  /** Where a layer's bytes are. */
  readonly blobAddress: (layer: LayerDetail) => string;
  /** Where the step that made a layer is. */
  readonly stepAddress: (step: number) => string;
}

/** The layers from the base up, each with what made it and who else has it. */
export function LayerTable({ slug, layers, history, blobAddress, stepAddress }: LayerTableProps) {
  const t = useTranslations("layers");
  const search = useTranslations("search");
  const format = useFormatter();
  const total = layers.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
  const steps = stepsByLayer(history);
  const anyShared = layers.some(({ sharedWith }) => sharedWith.length > 0);
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-raised">
      <table id="layer-table" className="w-full scroll-mt-20 text-sm">
        <caption className="sr-only">{t("caption")}</caption>
        <thead className="border-line border-b text-left text-muted text-xs">
          <tr>
            <th scope="col" className="w-8 py-2 pr-2 pl-3 text-right font-medium">
              {t("number")}
            </th>
            <th scope="col" className="px-2 py-2 font-medium">
              {t("layer")}
            </th>
            <th scope="col" className="hidden w-28 px-2 py-2 font-medium md:table-cell">
              {t("compression")}
            </th>
            {anyShared && (
              <th scope="col" className="hidden w-48 px-2 py-2 font-medium lg:table-cell">
                {t("sharedWith")}
              </th>
            )}
            <th scope="col" className="w-28 py-2 pr-3 pl-2 text-right font-medium">
              {t("size")}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {numbered(layers).map(({ item: layer, number }) => {
            const { descriptor, sharedWith } = layer;
            const step = steps.get(number - 1);
            const title = stepTitle(step);
            const share = total === 0 ? 0 : descriptor.size / total;
            const short = shortDigest(descriptor.digest);
            return (
              // A layer may occur twice in an image, and never moves.
              <tr key={number} id={`layer-${number}`} className="scroll-mt-20 target:bg-accent-soft">
                <td className="py-2 pr-2 pl-3 text-right align-top text-muted tabular-nums">{number}</td>
                <td className="min-w-0 px-2 py-2 align-top">
                  {step === undefined || title === "" ? (
                    <span className="text-muted">{t("noStep")}</span>
                  ) : (
                    <a
                      className="line-clamp-2 break-words font-mono text-[0.8125rem] hover:underline"
                      href={stepAddress(history.indexOf(step) + 1)}
                    >
                      {title}
                    </a>
                  )}
                  <div className="mt-0.5 flex flex-wrap items-center gap-x-2 text-muted text-xs">
                    <a
                      className="link font-mono"
                      href={blobAddress(layer)}
                      download={blobFileName(short, descriptor.mediaType)}
                      title={descriptor.digest}
                    >
                      {short}
                    </a>
                    <CopyButton text={descriptor.digest} label={t("copyDigest", { number })} />
                    <Link
                      className="py-0.5 hover:text-foreground hover:underline"
                      href={searchAddress(`layer:${descriptor.digest}`)}
                      prefetch={false}
                    >
                      {search("layer", { number })}
                    </Link>
                    <span className="md:hidden" title={descriptor.mediaType}>
                      {t(`compressed.${compressionOf(descriptor.mediaType)}`)}
                    </span>
                    {isForeign(descriptor.mediaType) && <span>{t("foreign")}</span>}
                    {step?.layer?.guessed === true && <span>{t("guessed")}</span>}
                  </div>
                  {sharedWith.length > 0 && (
                    <div className="mt-1 text-xs lg:hidden">
                      <span className="text-muted">{t("sharedWith")}</span>
                      <SharedWith slug={slug} repositories={sharedWith} />
                    </div>
                  )}
                </td>
                <td
                  className="hidden px-2 py-2 align-top text-muted md:table-cell"
                  title={descriptor.mediaType}
                >
                  {t(`compressed.${compressionOf(descriptor.mediaType)}`)}
                </td>
                {anyShared && (
                  <td className="hidden px-2 py-2 align-top text-xs lg:table-cell">
                    {sharedWith.length > 0 && <SharedWith slug={slug} repositories={sharedWith} />}
                  </td>
                )}
                <td className="py-2 pr-3 pl-2 text-right align-top tabular-nums">
                  <Bytes bytes={descriptor.size} />
                  <span className="block text-muted text-xs">
                    {format.number(share, { style: "percent", maximumFractionDigits: share < 0.1 ? 1 : 0 })}
                  </span>
                  <ShareBar share={share} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
