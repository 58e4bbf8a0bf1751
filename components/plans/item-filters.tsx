"use client";

import { useTranslations } from "next-intl";
import { Select } from "#components/ui/input.tsx";
import type { Plan } from "#lib/cleanup/plan/types.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { type ItemFilter, itemFilters, parts } from "./item-filter.ts";

interface ItemFiltersProps {
  readonly plan: Plan;
  readonly repositories: readonly RepositoryName[];
  readonly filter: ItemFilter;
  readonly change: (to: Partial<ItemFilter>) => void;
  /** Items that are shown; null until that is known. */
  readonly count: number | null;
}

/** Which items of a plan are shown. */
export function ItemFilters({ plan, repositories, filter, change, count }: ItemFiltersProps) {
  const t = useTranslations("plans");
  const begun = plan.begunAt !== null;
  return (
    <search className="flex flex-wrap items-center gap-2">
      <fieldset className="flex rounded-md border border-control/60 p-px">
        <legend className="sr-only">{t("items.parts")}</legend>
        {parts.map((part) => (
          <button
            key={part}
            type="button"
            aria-pressed={filter.part === part}
            onClick={() => change({ part })}
            className="flex h-7 items-center rounded px-2.5 text-muted text-xs hover:text-foreground aria-pressed:bg-subtle aria-pressed:font-medium aria-pressed:text-foreground"
          >
            {t(part === "goes" && begun ? "items.went" : `items.${part}`)}
          </button>
        ))}
      </fieldset>
      {repositories.length > 1 && (
        <Select
          aria-label={t("items.repository")}
          className="max-w-72"
          value={filter.repository}
          onChange={({ target }) => change({ repository: target.value })}
        >
          <option value="">{t("items.allRepositories")}</option>
          {repositories.map((repository) => (
            <option key={repository} value={repository}>
              {repository}
            </option>
          ))}
        </Select>
      )}
      {filter.part === "goes" && (begun || filter.state !== null) && (
        <Select
          aria-label={t("items.state")}
          className="max-w-52"
          value={filter.state ?? ""}
          onChange={({ target }) =>
            change({ state: itemFilters.find((state) => state === target.value) ?? null })
          }
        >
          <option value="">{t("items.anyState")}</option>
          {itemFilters.map((state) => (
            <option key={state} value={state}>
              {t(`itemState.${state === "not-restored" ? "notRestored" : state}`)}
            </option>
          ))}
        </Select>
      )}
      <p role="status" className="tabular text-muted text-xs">
        {count !== null && t("items.count", { count })}
      </p>
    </search>
  );
}
