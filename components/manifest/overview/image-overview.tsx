import { useTranslations } from "next-intl";
import { LayerSummary } from "#components/layers/layer-summary.tsx";
import type { ImageDetail } from "#lib/index/types.ts";
import type { Page } from "../page-model.ts";
import { PairsTable } from "../parts/pairs-table.tsx";
import { Section } from "../parts/section.tsx";
import { About } from "./about.tsx";
import { Environment } from "./environment.tsx";
import { sortLabels } from "./known-labels.ts";
import { RunFacts } from "./run-facts.tsx";

/** What an operator wants to know of an image first: what it runs, with which environment, where it came from, how large it is. */
export function ImageOverview({ page, image }: { readonly page: Page; readonly image: ImageDetail }) {
  const t = useTranslations("manifest");
  const { annotations } = page.detail;
  const ofIndex = page.kind === "index" ? [annotations] : [];
  const { known, rest } = sortLabels([...ofIndex, image.annotations, image.config.config.Labels]);
  const labels = rest.at(-1) ?? [];
  // What an index and its image both say is said once.
  const annotated = [
    ...new Map(
      rest
        .slice(0, -1)
        .flat()
        .map((pair) => [pair.join("="), pair]),
    ).values(),
  ];
  return (
    <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
      <div className="min-w-0 space-y-6">
        <RunFacts config={image.config} />
        <About labels={known} />
      </div>
      <div className="min-w-0 space-y-6">
        <Environment entries={image.config.config.Env} />
        {labels.length > 0 && (
          <Section id="labels" title={t("labels")} aside={labels.length}>
            <PairsTable caption={t("labels")} pairs={labels} />
          </Section>
        )}
        {annotated.length > 0 && (
          <Section id="annotations" title={t("annotations")} aside={annotated.length}>
            <PairsTable caption={t("annotations")} pairs={annotated} />
          </Section>
        )}
      </div>
      <div className="min-w-0 lg:col-span-2">
        <LayerSummary
          layers={image.layers}
          history={image.history}
          total={image.size}
          href={page.address({ view: "layers" })}
        />
      </div>
    </div>
  );
}
