import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LayersView } from "#components/layers/layers-view.tsx";
import type { Crumb } from "#components/ui/page-header.tsx";
import type { ReferenceActivity } from "#lib/activity/types.ts";
import type { ReferenceDetail } from "#lib/index/types.ts";
import { blobAddress } from "./addresses.ts";
import { ArtifactOverview } from "./artifact/artifact-overview.tsx";
import { Schema1Overview } from "./artifact/schema1-overview.tsx";
import { UnknownOverview } from "./artifact/unknown-overview.tsx";
import { AttachedView } from "./attached/attached-view.tsx";
import { EntriesTable } from "./attached/entries-table.tsx";
import { ConfigView } from "./config/config-view.tsx";
import { ManifestHeader } from "./header/manifest-header.tsx";
import { ViewTabs } from "./header/view-tabs.tsx";
import { HistoryView } from "./history/history-view.tsx";
import { ImageOverview } from "./overview/image-overview.tsx";
import { type ManifestRegistry, type Page, readPage } from "./page-model.ts";
import { Problems } from "./parts/problems.tsx";
import { RawView } from "./raw/raw-view.tsx";

export interface ManifestPageProps {
  readonly registry: ManifestRegistry;
  readonly detail: ReferenceDetail;
  /** `?view=` as it stands in the address. */
  readonly view: string;
  /** How it is used, as far as the registry tells. */
  readonly activity: ReferenceActivity;
  /** The way to the page. */
  readonly crumbs: readonly Crumb[];
  /** What can be done with the tag. */
  readonly actions?: ReactNode;
}

/** The page of a tag or a digest: an image, an index, or an artifact. */
export function ManifestPage({ registry, detail, view, activity, crumbs, actions }: ManifestPageProps) {
  const t = useTranslations("manifest");
  const page = readPage(registry, detail, view);
  const missing = detail.platformAsked?.found === false ? detail.platformAsked.key : null;
  return (
    <div className="space-y-5">
      <ManifestHeader page={page} activity={activity} crumbs={crumbs} actions={actions} />
      <ViewTabs page={page} />
      {missing !== null && (
        <p role="note" className="rounded-lg border border-line bg-subtle px-3 py-2 text-sm">
          {t("platformMissing", { asked: missing, shown: detail.chosen?.label ?? "" })}
        </p>
      )}
      <ViewOf page={page} />
    </div>
  );
}

function ViewOf({ page }: { readonly page: Page }) {
  const { image } = page.detail;
  if (page.view === "raw") return <RawView page={page} />;
  if (page.view === "attached") return <AttachedView page={page} />;
  if (image === null) return <OverviewWithoutImage page={page} />;
  switch (page.view) {
    case "layers":
      return (
        <LayersView
          slug={page.place.slug}
          image={image}
          exclusiveBytes={page.detail.exclusiveBytes}
          blobAddress={({ descriptor }) => blobAddress(page.place, descriptor.digest)}
          stepAddress={(step) => `${page.address({ view: "history" })}#step-${step}`}
        />
      );
    case "history":
      return <HistoryView page={page} image={image} />;
    case "config":
      return <ConfigView page={page} image={image} />;
    default:
      return (
        <div className="space-y-6">
          <EntryProblems page={page} />
          <ImageOverview page={page} image={image} />
        </div>
      );
  }
}

function OverviewWithoutImage({ page }: { readonly page: Page }) {
  const t = useTranslations("manifest");
  const { artifact, schema1, problems } = page.detail;
  if (page.kind === "unknown") return <UnknownOverview page={page} />;
  return (
    <div className="space-y-6">
      <Problems title={t("imageUnreadable")} problems={problems.filter(({ part }) => part === "image")} />
      <EntryProblems page={page} />
      {schema1 !== null && <Schema1Overview page={page} schema1={schema1} />}
      {artifact !== null && <ArtifactOverview page={page} artifact={artifact} />}
      {page.kind === "index" && <EntriesTable page={page} />}
    </div>
  );
}

function EntryProblems({ page }: { readonly page: Page }) {
  const t = useTranslations("manifest");
  const unreadable = page.detail.problems.filter(({ part }) => part === "entry");
  return <Problems title={t("entriesUnreadable")} problems={unreadable} />;
}
