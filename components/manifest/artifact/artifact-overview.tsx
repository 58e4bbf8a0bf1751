import { useTranslations } from "next-intl";
import { Bytes } from "#components/ui/bytes.tsx";
import type { ArtifactDetail } from "#lib/index/types.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import { blobAddress } from "../addresses.ts";
import { About } from "../overview/about.tsx";
import { sortLabels } from "../overview/known-labels.ts";
import type { Page } from "../page-model.ts";
import { Digest } from "../parts/digest.tsx";
import { Fact, Facts } from "../parts/facts.tsx";
import { PairsTable } from "../parts/pairs-table.tsx";
import { Section } from "../parts/section.tsx";
import { SubjectLink } from "../parts/subject-link.tsx";
import { ChartFacts } from "./chart-facts.tsx";
import { ContentTable } from "./content-table.tsx";

/** A manifest that is no image: what it is, what it is about, and what it holds. */
export function ArtifactOverview({
  page,
  artifact,
}: {
  readonly page: Page;
  readonly artifact: ArtifactDetail;
}) {
  const t = useTranslations("manifest");
  const { detail, place } = page;
  const { known, rest } = sortLabels([detail.annotations]);
  const annotations = rest.flat();
  return (
    <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
      <div className="min-w-0 space-y-6">
        {detail.subject !== null && <SubjectLink page={page} subject={detail.subject} />}
        {artifact.chart !== null && <ChartFacts chart={artifact.chart} />}
        <ContentTable page={page} layers={artifact.layers} />
      </div>
      <div className="min-w-0 space-y-6">
        <Section id="artifact" title={t("artifact.title")}>
          <Facts>
            <Fact name={t("artifact.kind")}>{artifact.type.label}</Fact>
            {artifact.declaredType !== null && (
              <Fact name={t("artifact.artifactType")}>
                <code className="break-all text-[0.8125rem]">{artifact.declaredType}</code>
              </Fact>
            )}
            <Fact name={t("artifact.config")}>
              {artifact.config.mediaType === mediaTypes.ociEmpty ? (
                <span className="text-muted">{t("artifact.noConfig")}</span>
              ) : (
                <>
                  <code className="break-all text-[0.8125rem]">{artifact.config.mediaType}</code>
                  <span className="flex flex-wrap items-center gap-x-2">
                    <Digest
                      digest={artifact.config.digest}
                      href={blobAddress(place, artifact.config.digest)}
                    />
                    <span className="text-muted text-xs">
                      <Bytes bytes={artifact.config.size} />
                    </span>
                  </span>
                </>
              )}
            </Fact>
            <Fact name={t("mediaType")}>
              <code className="break-all text-[0.8125rem]">{detail.mediaType}</code>
            </Fact>
          </Facts>
        </Section>
        <About labels={known} />
        {annotations.length > 0 && (
          <Section id="annotations" title={t("annotations")} aside={annotations.length}>
            <PairsTable caption={t("annotations")} pairs={annotations} />
          </Section>
        )}
      </div>
    </div>
  );
}
