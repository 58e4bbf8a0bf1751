"use client";

import { useTranslations } from "next-intl";
import { problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { FilterInput } from "#components/ui/filter-input.tsx";
import { Select } from "#components/ui/input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { PreviewCounts } from "#lib/retention/preview-window.ts";
import { MakePlan } from "./make-plan.tsx";
import { PreviewRows } from "./preview-rows.tsx";
import type { Shown, usePreview } from "./use-preview.ts";

interface PreviewPanelProps {
  readonly registries: readonly { readonly slug: string; readonly name: string }[];
  readonly registry: string | null;
  readonly setRegistry: (slug: string) => void;
  readonly preview: ReturnType<typeof usePreview>;
  /** The fields are wrong, so that what is shown is of before. */
  readonly outdated: boolean;
  readonly point: (rule: number | null) => void;
  /** The policy’s name as it is kept; null while it has changes that are not. */
  readonly kept: string | null;
}

const shown = [
  ["all", "showAll"],
  ["goes", "showGoes"],
  ["stays", "showStays"],
] as const satisfies readonly (readonly [Shown, string])[];

/** What a policy would do: how many tags go and stay, and each with the reason. */
export function PreviewPanel(props: PreviewPanelProps) {
  const { registries, registry, setRegistry, preview, outdated, point, kept } = props;
  const t = useTranslations("retention.preview");
  const { data, error, isFetching } = preview;
  return (
    <section aria-label={t("title")} className="space-y-3 lg:sticky lg:top-[calc(var(--shell-height)+1rem)]">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="font-semibold text-base">{t("title")}</h2>
        {registries.length > 1 && (
          <span className="ml-auto w-48 max-w-full">
            <Select
              aria-label={t("registry")}
              value={registry ?? ""}
              onChange={({ target }) => setRegistry(target.value)}
            >
              {registries.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </Select>
          </span>
        )}
      </div>
      {registry === null && <Callout>{t("noRegistry")}</Callout>}
      {outdated && <Callout tone="warning">{t("invalid")}</Callout>}
      {error !== null && !isFetching && (
        <ProblemView
          problem={problemFrom(error)}
          as="box"
          action={
            <Button size="small" onClick={() => preview.refetch()}>
              ↻
            </Button>
          }
        />
      )}
      {data === undefined ? (
        registry !== null &&
        error === null && (
          <div role="status" className="space-y-2">
            <span className="text-muted">{t("loading")}</span>
            <Skeleton className="h-9" />
            <Skeleton className="h-9" />
          </div>
        )
      ) : (
        <>
          <Counts counts={data} busy={isFetching && preview.isPlaceholderData} />
          {registry !== null && data.goes > 0 && <MakePlan registry={registry} policy={kept} />}
          <div className="flex flex-wrap gap-2">
            <fieldset className="flex rounded-md border border-control/60 bg-raised p-0.5">
              <legend className="sr-only">{t("show")}</legend>
              {shown.map(([value, label]) => (
                <button
                  key={value}
                  type="button"
                  aria-pressed={preview.show === value}
                  onClick={() => preview.narrow({ show: value })}
                  className="h-6.5 rounded px-2.5 text-muted text-xs hover:text-foreground aria-pressed:bg-subtle aria-pressed:font-medium aria-pressed:text-foreground"
                >
                  {t(label)}
                </button>
              ))}
            </fieldset>
            <div className="relative min-w-40 flex-1">
              <FilterInput
                label={t("search")}
                clearLabel={t("clear")}
                placeholder={t("search")}
                value={preview.search}
                onChange={(search) => preview.narrow({ search })}
                findKey
              />
            </div>
          </div>
          {data.total === 0 ? (
            <Callout>{t(data.repositories === 0 ? "nothing" : "none")}</Callout>
          ) : (
            <PreviewRows registry={registry ?? ""} window={data} look={preview.look} point={point} />
          )}
        </>
      )}
    </section>
  );
}

function Counts({ counts, busy }: { readonly counts: PreviewCounts; readonly busy: boolean }) {
  const t = useTranslations("retention.preview");
  const { goes, stays, repositories, unspoken, attached } = counts;
  const facts = [
    unspoken > 0 && t("unspoken", { count: unspoken }),
    counts.protected > 0 && t("protected", { count: counts.protected }),
    attached > 0 && t("attached", { count: attached }),
  ].filter((fact) => fact !== false);
  return (
    <div role="status" aria-busy={busy}>
      <p className="flex flex-wrap items-baseline gap-x-3 tabular">
        <strong className={goes > 0 ? "text-danger text-lg" : "text-lg"}>{t("goes", { count: goes })}</strong>
        <span className="text-lg">{t("stays", { count: stays })}</span>
        <span className="text-muted">{t("repositories", { count: repositories })}</span>
        {busy && <Spinner />}
      </p>
      {facts.length > 0 && <p className="text-muted text-xs">{facts.join(" · ")}</p>}
    </div>
  );
}
