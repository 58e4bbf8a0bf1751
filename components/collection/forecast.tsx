"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { tagAddress } from "#components/ui/address.ts";
import { Bytes } from "#components/ui/bytes.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { CollectionForecast } from "#lib/cleanup/collection/collections.ts";
import { Flag } from "./flag.tsx";
import { useForecast } from "./use-collections.ts";

/** Tags that are named; the others are counted. */
const mostNamed = 100;

/** What collecting would free now, with `--delete-untagged` and without, and what the former breaks. */
export function Forecast({ slug }: { readonly slug: string }) {
  const t = useTranslations("collection.now");
  const { data, error } = useForecast(slug);
  if (error !== null) {
    return <ProblemView problem={problemFrom(error)} as="box" slug={slug} />;
  }
  return (
    <div className="space-y-2">
      <h3 className="font-medium">{t("title")}</h3>
      <dl
        aria-busy={data === undefined}
        className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-2"
      >
        <Figure label={t("keeping")} hint={t("keepingHint")}>
          {data === undefined ? <Counting /> : <Bytes bytes={data.keeping.bytes} />}
        </Figure>
        <Figure label={t("deleting")} hint={t("deletingHint")}>
          {data === undefined ? <Counting /> : <Bytes bytes={data.deleting.bytes} />}
        </Figure>
      </dl>
      {data !== undefined && data.deleting.broken.length > 0 && (
        <Tags slug={slug} which="broken" tags={data.deleting.broken} />
      )}
      {data !== undefined && data.lost.length > 0 && <Tags slug={slug} which="lost" tags={data.lost} />}
      <p className="text-muted text-xs">{t("knows")}</p>
    </div>
  );
}

function Figure({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="flex flex-col bg-raised px-3 py-2.5">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="tabular font-semibold text-lg leading-7">{children}</dd>
      <dd className="text-muted text-xs">{hint}</dd>
    </div>
  );
}

function Counting() {
  const t = useTranslations("collection.now");
  return (
    <>
      <span className="sr-only">{t("counting")}</span>
      <Skeleton className="h-7 w-24" />
    </>
  );
}

/** Tags that would be broken, or are. */
function Tags({
  slug,
  which,
  tags,
}: {
  readonly slug: string;
  readonly which: "broken" | "lost";
  readonly tags: CollectionForecast["lost"];
}) {
  const t = useTranslations("collection.now");
  const named = tags.slice(0, mostNamed);
  return (
    <details className="rounded-lg border border-warning/40 bg-warning-soft px-3 py-2">
      <summary className="font-medium">{t.rich(which, { count: tags.length, flag: () => <Flag /> })}</summary>
      <p className="mt-1">{t(`${which}Why`)}</p>
      <ul className="mt-2 max-h-60 space-y-0.5 overflow-y-auto">
        {named.map(({ repository, tag }) => (
          <li key={`${repository}:${tag}`} className="[overflow-wrap:anywhere]">
            <Link href={tagAddress(slug, repository, tag)} prefetch={false} className="link">
              {repository}:{tag}
            </Link>
          </li>
        ))}
        {tags.length > mostNamed && <li>{t("brokenMore", { count: tags.length - mostNamed })}</li>}
      </ul>
    </details>
  );
}
