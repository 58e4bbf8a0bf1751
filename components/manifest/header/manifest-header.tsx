import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { clientSetupAddress } from "#components/ui/address.ts";
import { Bytes } from "#components/ui/bytes.tsx";
import { type Crumb, Crumbs } from "#components/ui/page-header.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { ReferenceActivity } from "#lib/activity/types.ts";
import { manifestPage } from "../addresses.ts";
import type { Page } from "../page-model.ts";
import { Digest } from "../parts/digest.tsx";
import { type BadgeKind, TypeBadge } from "../parts/type-badge.tsx";
import { Item } from "./item.tsx";
import { PlatformPicker } from "./platform-picker.tsx";
import { pullLines } from "./pull-lines.ts";
import { PullPanel } from "./pull-panel.tsx";
import { UseItems } from "./use-items.tsx";

/** So many other tags are named before the rest is folded. */
const tagsShown = 8;

interface ManifestHeaderProps {
  readonly page: Page;
  readonly activity: ReferenceActivity;
  readonly crumbs: readonly Crumb[];
  readonly actions: ReactNode;
}

/** What is known of a tag or digest at one look, and how to pull it. */
export function ManifestHeader({ page, activity, crumbs, actions }: ManifestHeaderProps) {
  const t = useTranslations("manifest");
  const shell = useTranslations("shell");
  const { detail, place, registry, kind } = page;
  const { summary, chosen, image } = detail;
  const many = kind === "index" && summary.platforms.length > 1;
  return (
    <header className="grid gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <div className="min-w-0 space-y-3">
        <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1">
            <Crumbs crumbs={crumbs} label={shell("breadcrumb")} />
            <h1 className="break-words font-semibold text-xl leading-7 tracking-tight">
              {detail.tag === null ? <AtDigest digest={detail.digest} /> : detail.tag}
            </h1>
          </div>
          {actions}
        </div>
        <dl className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">
          <Item name={t("type")} quiet>
            <TypeBadge kind={badgeOf(page)} />
          </Item>
          <Item name={t("digest")}>
            <Digest digest={detail.digest} />
          </Item>
          {summary.created !== null && (
            <Item name={t("created")}>
              <RelativeTime date={summary.created} />
            </Item>
          )}
          {image !== null && many ? (
            <Item name={t("size")}>
              <Bytes bytes={image.size} />{" "}
              {summary.size !== null && (
                <span className="text-muted">
                  {t.rich("allPlatforms", { size: () => <Bytes bytes={summary.size ?? 0} /> })}
                </span>
              )}
            </Item>
          ) : (
            summary.size !== null && (
              <Item name={t("size")}>
                <Bytes bytes={summary.size} />
              </Item>
            )
          )}
          {kind === "image" && image !== null && <Item name={t("platform")}>{image.platform}</Item>}
          <UseItems activity={activity} />
        </dl>
        {kind === "index" && <PlatformPicker page={page} />}
        {kind === "index" && chosen !== null && image !== null && (
          <p className="flex flex-wrap items-center gap-x-1.5 text-muted text-sm">
            {t("platformManifest", { platform: image.platform })}
            <Digest digest={image.digest} href={manifestPage(place, image.digest)} />
          </p>
        )}
        <OtherTags page={page} />
      </div>
      <PullPanel
        lines={pullLines(page)}
        setupHref={clientSetupAddress(registry.slug)}
        words={{
          title: t("pull.title"),
          tool: t("pull.tool"),
          by: t("pull.by"),
          byTag: t("pull.byTag"),
          byDigest: t("pull.byDigest"),
          copy: t("pull.copy"),
          needsSetup: t("pull.needsSetup"),
        }}
      />
    </header>
  );
}

function badgeOf({ kind, detail }: Page): BadgeKind {
  return kind === "artifact" ? (detail.artifact?.type.kind ?? "artifact") : kind;
}

function AtDigest({ digest }: { readonly digest: string }) {
  const colon = digest.indexOf(":") + 1;
  // The algorithm stays with the name; the long rest may break anywhere.
  return (
    <span className="break-all font-mono font-normal text-base">
      {digest.slice(0, colon)}
      <wbr />
      {digest.slice(colon)}
    </span>
  );
}

function OtherTags({ page }: { readonly page: Page }) {
  const t = useTranslations("manifest");
  const { sameDigest, tag } = page.detail;
  if (sameDigest.length === 0) return null;
  const link = (other: (typeof sameDigest)[number]) => (
    <li key={other} className="min-w-0">
      <Link
        className="link break-all font-mono text-[0.8125rem]"
        href={manifestPage(page.place, other)}
        prefetch={false}
      >
        {other}
      </Link>
    </li>
  );
  const rest = sameDigest.slice(tagsShown);
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm">
      <span className="text-muted">{tag === null ? t("tagsOnDigest") : t("otherTags")}</span>
      <ul className="contents">{sameDigest.slice(0, tagsShown).map(link)}</ul>
      {rest.length > 0 && (
        <details className="min-w-0">
          <summary className="cursor-pointer text-muted">{t("moreTags", { count: rest.length })}</summary>
          <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-1">{rest.map(link)}</ul>
        </details>
      )}
    </div>
  );
}
