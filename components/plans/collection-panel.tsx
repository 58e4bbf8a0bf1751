"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { tagAddress } from "#components/ui/address.ts";
import { Bytes } from "#components/ui/bytes.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Collection } from "#lib/cleanup/plan/collection.ts";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import { planApi } from "./plan-state.ts";

/** Of the tags that would break so many are named. */
const mostNamed = 50;

const versions = ["2", "3"] as const;

/** What a garbage collection with `--delete-untagged` would do. It is gone through only when somebody asks. */
export function CollectionPanel({ slug, plan }: { readonly slug: string; readonly plan: Plan }) {
  const t = useTranslations("plans.collection");
  const [open, setOpen] = useState(false);
  const [version, setVersion] = useState<(typeof versions)[number]>("2");
  const { data, error, isFetching } = useQuery({
    queryKey: ["plan-collection", slug, plan.id, version, plan.state, plan.forecast, plan.counts],
    queryFn: ({ signal }) =>
      apiFetch<Collection>(`${planApi(slug, plan.id)}/collection?collector=delete-untagged-${version}`, {
        signal,
      }),
    enabled: open && plan.state !== "making" && plan.state !== "running",
    staleTime: 60_000,
  });
  return (
    <details
      className="max-w-3xl rounded-lg border border-line bg-raised"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className="cursor-pointer select-none px-3 py-2 font-medium">{t("summary")}</summary>
      <div className="space-y-3 border-line border-t px-3 py-3">
        <p className="text-muted">{t("explanation")}</p>
        <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <legend className="sr-only">{t("version")}</legend>
          <span aria-hidden className="text-muted text-xs">
            {t("version")}
          </span>
          {versions.map((one) => (
            <label key={one} className="flex items-center gap-2">
              <input
                type="radio"
                name="collector"
                className="size-4 accent-accent"
                checked={version === one}
                onChange={() => setVersion(one)}
              />
              {t(`version${one}`)}
            </label>
          ))}
        </fieldset>
        {error !== null && <ProblemView problem={problemFrom(error)} as="box" slug={slug} />}
        <div role="status" className="space-y-2">
          {isFetching && (
            <p className="flex items-center gap-2 text-muted">
              <Spinner />
              {t("loading")}
            </p>
          )}
          {data !== undefined && !isFetching && (
            <>
              <p>{t.rich("frees", { bytes: () => <Bytes bytes={data.bytes} /> })}</p>
              {version === "3" ? (
                <p className="text-muted">{t("version3Why")}</p>
              ) : data.broken.length === 0 ? (
                <p className="text-muted">{t("noneBroken")}</p>
              ) : (
                <Broken slug={slug} broken={data.broken} />
              )}
            </>
          )}
        </div>
      </div>
    </details>
  );
}

function Broken({ slug, broken }: { readonly slug: string; readonly broken: Collection["broken"] }) {
  const t = useTranslations("plans.collection");
  const more = broken.length - mostNamed;
  return (
    <Callout tone="danger" title={t("broken", { count: broken.length })}>
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
        className="max-h-56 overflow-y-auto"
      >
        {broken.slice(0, mostNamed).map(({ repository, tag }) => (
          <li key={`${repository}:${tag}`}>
            <Link
              href={tagAddress(slug, repository, tag)}
              prefetch={false}
              className="link inline-block py-0.5 font-mono text-xs [overflow-wrap:anywhere]"
            >
              {repository}:{tag}
            </Link>
          </li>
        ))}
        {more > 0 && <li>{t("brokenMore", { count: more })}</li>}
      </ul>
      <p className="mt-2">{t("brokenWhy")}</p>
    </Callout>
  );
}
