"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useProblemTitle } from "#components/problem/problem-sentence.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { TableRow, Twins } from "#lib/index/table-types.ts";
import type { Problem } from "#lib/index/types.ts";
import type { Digest } from "#lib/oci/digest.ts";
import type { Tag } from "#lib/oci/reference.ts";
import { tagType } from "./tag-type.ts";

/** Names of tags on the same digest that fit beside a tag. */
const namesShown = 3;

export function SameAs({ tag, twins }: { readonly tag: Tag; readonly twins: Twins | null }) {
  const t = useTranslations("tagTable");
  if (twins === null) return null;
  const others = twins.tags.filter((other) => other !== tag);
  const named = (most: number) => {
    const some = others.slice(0, most).join(", ");
    // One of those counted is the tag itself.
    const more = twins.count - 1 - Math.min(most, others.length);
    return more > 0 ? `${some} ${t("morePlatforms", { count: more })}` : some;
  };
  return (
    <span
      title={t("sameAs", { tags: named(others.length) })}
      className="min-w-0 shrink-[3] truncate text-muted text-xs max-sm:max-w-28"
    >
      <span className="sr-only">{t("sameAs", { tags: named(namesShown) })}</span>
      <span aria-hidden>= {named(namesShown)}</span>
    </span>
  );
}

export function TypeCell({ row, pending }: { readonly row: TableRow; readonly pending: boolean }) {
  const t = useTranslations("tagTable");
  const type = tagType(row);
  if (row.problem !== null) return <Unreadable problem={row.problem} digest={row.digest} />;
  if (pending || type === null) return pending ? <Skeleton className="h-3.5 w-16" /> : null;
  if (type.kind === "placeholder") {
    return (
      <Badge tone="warning" title={t("placeholderHint")}>
        {t("type.placeholder")}
      </Badge>
    );
  }
  return <span title={type.label}>{type.kind === "artifact" ? type.label : t(`type.${type.kind}`)}</span>;
}

function Unreadable({ problem, digest }: { readonly problem: Problem; readonly digest: Digest | null }) {
  const t = useTranslations("tagTable");
  const titleOf = useProblemTitle();
  const dangling = problem.code === "MANIFEST_UNKNOWN" && digest === null;
  return (
    <span
      title={dangling ? t("danglingHint") : `${titleOf(problem)}\n${problem.message}`}
      className="inline-flex max-w-full items-center gap-1.5 text-warning"
    >
      <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{dangling ? t("dangling") : t("unreadable")}</span>
    </span>
  );
}

export function Platforms({ platforms }: { readonly platforms: readonly string[] }) {
  const t = useTranslations("tagTable");
  const [first, second, ...rest] = platforms;
  if (first === undefined) return null;
  return (
    <span title={platforms.join("\n")}>
      {second === undefined ? first : `${first}, ${second}`}
      {rest.length > 0 && ` ${t("morePlatforms", { count: rest.length })}`}
    </span>
  );
}
