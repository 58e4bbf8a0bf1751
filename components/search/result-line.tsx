import { Box, Tag as TagIcon } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { tagType } from "#components/tag-table/tag-type.ts";
import { repositoryAddress, tagAddress } from "#components/ui/address.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Bytes } from "#components/ui/bytes.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { SearchResult } from "#lib/index/search/search.ts";
import { shortDigest } from "#lib/oci/digest.ts";
import { Reason } from "./reason.tsx";

/** One thing that was found: a repository by its name, or a tag with what is behind it and why it fits. */
export function ResultLine({ result }: { readonly result: SearchResult }) {
  const isTag = result.kind === "tag";
  const address = isTag
    ? tagAddress(result.registry, result.repository, result.tag)
    : repositoryAddress(result.registry, result.repository);
  const Icon = isTag ? TagIcon : Box;
  return (
    <li className="[contain-intrinsic-size:auto_3.25rem] [content-visibility:auto]">
      <Link
        href={address}
        prefetch={false}
        data-result
        className="flex items-start gap-3 px-3 py-2.5 outline-offset-[-2px] hover:bg-subtle/60 focus-visible:bg-subtle"
      >
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className="min-w-0 font-mono text-[0.8125rem] [overflow-wrap:anywhere]">
              {result.repository}
              {isTag && (
                <>
                  <span className="text-muted">:</span>
                  <span className="font-medium">{result.tag}</span>
                </>
              )}
            </span>
            {!isTag && <span className="text-muted text-xs">{result.registryName}</span>}
          </span>
          {isTag && <TagFacts result={result} />}
        </span>
        {isTag && <Measures result={result} />}
      </Link>
    </li>
  );
}

type TagResult = Extract<SearchResult, { readonly kind: "tag" }>;

function TagFacts({ result }: { readonly result: TagResult }) {
  const t = useTranslations("tagTable");
  const { registryName, digest, summary, reasons } = result;
  const type = tagType({ tag: result.tag, summary });
  const platforms = summary?.platforms ?? [];
  return (
    <>
      <span className="mt-0.5 flex flex-wrap items-center gap-x-2 text-muted text-xs">
        <span>{registryName}</span>
        {type !== null && <span>{type.kind === "artifact" ? type.label : t(`type.${type.kind}`)}</span>}
        {platforms.length > 0 && (
          <span title={platforms.join("\n")}>
            {platforms.slice(0, 2).join(", ")}
            {platforms.length > 2 && ` ${t("morePlatforms", { count: platforms.length - 2 })}`}
          </span>
        )}
        {digest !== null && (
          <code title={digest} className="max-sm:hidden">
            {shortDigest(digest)}
          </code>
        )}
      </span>
      {reasons.length > 0 && (
        <span className="mt-1 flex flex-wrap gap-1">
          {reasons.map((reason) => (
            <Badge key={JSON.stringify(reason)}>
              <Reason reason={reason} />
            </Badge>
          ))}
        </span>
      )}
    </>
  );
}

function Measures({ result: { summary } }: { readonly result: TagResult }) {
  return (
    <span className="flex shrink-0 flex-col items-end gap-0.5 text-muted text-xs">
      {summary?.size != null && <Bytes bytes={summary.size} />}
      {summary?.created != null && <RelativeTime date={summary.created} />}
    </span>
  );
}
