import { useTranslations } from "next-intl";
import { numbered } from "#components/layers/numbered.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { ImageDetail } from "#lib/index/types.ts";
import type { Page } from "../page-model.ts";
import { dockerfileText } from "./dockerfile-text.ts";
import { HistoryStepRow } from "./history-step.tsx";

/** The history read back into a Dockerfile, from the base down, each step with its layer. */
export function HistoryView({ page, image }: { readonly page: Page; readonly image: ImageDetail }) {
  const t = useTranslations("manifest.history");
  const { history } = image;
  if (history.length === 0) return <p className="text-muted text-sm">{t("none")}</p>;
  const largest = Math.max(0, ...history.map(({ layer }) => layer?.size ?? 0));
  const base = page.detail.tag === null ? page.detail.digest : `${page.detail.repository}:${page.detail.tag}`;
  return (
    <section aria-labelledby="history" className="space-y-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="history" className="font-semibold text-sm">
          {t("title")}
        </h2>
        <span className="text-muted text-xs">{t("steps", { count: history.length })}</span>
        <div className="ml-auto">
          <CopyButton
            text={dockerfileText(history, t("heading", { reference: base }))}
            label={t("copy")}
            showLabel
          />
        </div>
      </div>
      <p className="max-w-prose text-muted text-sm">{t("explanation")}</p>
      <ol className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised">
        {numbered(history).map(({ item: step, number }) => (
          <HistoryStepRow
            key={number}
            step={step}
            number={number}
            largest={largest}
            layerAddress={(layer) => `${page.address({ view: "layers" })}#layer-${layer}`}
          />
        ))}
      </ol>
    </section>
  );
}
