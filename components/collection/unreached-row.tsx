"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { digestAddress } from "#components/ui/address.ts";
import { Bytes } from "#components/ui/bytes.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { UnreachedManifest } from "#lib/cleanup/collection/untagged-types.ts";
import { shortDigest } from "#lib/oci/digest.ts";

interface UnreachedRowProps {
  readonly slug: string;
  readonly manifest: UnreachedManifest;
  /** Null where the person cannot select it. */
  readonly selection: { readonly selected: boolean; readonly toggle: (on: boolean) => void } | null;
}

/** A manifest that no tag reaches: where it is, what it was, and what it holds alone. */
export function UnreachedRow({ slug, manifest, selection }: UnreachedRowProps) {
  const t = useTranslations("collection.untagged");
  const { repository, digest, summary, since, tag, inside, exclusiveBytes } = manifest;
  const short = shortDigest(digest);
  const about = [
    summary?.kind === "index" ? t("index") : null,
    summary?.artifactType ?? null,
    summary !== null && summary.platforms.length > 0 ? summary.platforms.join(", ") : null,
    tag === null ? null : t("was", { tag }),
    inside === null ? null : t("inside", { digest: shortDigest(inside) }),
  ].filter((text) => text !== null);
  return (
    <li className="flex items-start gap-3 px-3 py-2">
      {selection !== null && (
        <Checkbox
          aria-label={t("select", { digest: short, repository })}
          className="mt-0.5"
          checked={selection.selected}
          onChange={({ target }) => selection.toggle(target.checked)}
        />
      )}
      <div className="flex min-w-0 flex-1 flex-wrap gap-x-6 gap-y-1">
        <div className="min-w-0 flex-1 basis-60">
          <Link
            href={digestAddress(slug, repository, digest)}
            prefetch={false}
            title={digest}
            className="link [overflow-wrap:anywhere]"
          >
            {repository}
            <span className="font-mono text-[0.8125rem]">@{short}</span>
          </Link>
          <p className="text-muted text-xs [overflow-wrap:anywhere]">{about.join(" · ")}</p>
        </div>
        <dl className="flex shrink-0 gap-4 text-xs">
          <div>
            <dt className="text-muted">{t("since")}</dt>
            <dd>
              <RelativeTime date={new Date(since).toISOString()} past />
            </dd>
          </div>
          <div className="w-20 text-right">
            <dt className="text-muted">{t("size")}</dt>
            <dd>{summary === null || summary.size === null ? "–" : <Bytes bytes={summary.size} />}</dd>
          </div>
          <div className="w-20 text-right">
            <dt className="text-muted" title={t("freesHint")}>
              {t("frees")}
            </dt>
            <dd>
              <Bytes bytes={exclusiveBytes} />
            </dd>
          </div>
        </dl>
      </div>
    </li>
  );
}
