"use client";

import { useTranslations } from "next-intl";
import { FilterInput } from "#components/ui/filter-input.tsx";
import { Select } from "#components/ui/input.tsx";
import type { ActivityAction } from "#lib/activity/types.ts";
import type { ActivityFilter } from "./activity-filter.ts";

interface ActivityFiltersProps {
  readonly filter: ActivityFilter;
  readonly change: (to: Partial<ActivityFilter>) => void;
  readonly registries: readonly { readonly slug: string; readonly name: string }[];
  /** Whether it is told who did it. */
  readonly people: boolean;
}

/** What the activity is filtered by. */
export function ActivityFilters({ filter, change, registries, people }: ActivityFiltersProps) {
  const t = useTranslations("activity.filter");
  // A registry from an address may be one that is gone.
  const known = registries.some(({ slug }) => slug === filter.registry) || filter.registry === "";
  const choices = known ? registries : [{ slug: filter.registry, name: filter.registry }, ...registries];
  return (
    <search className="flex flex-wrap items-center gap-2">
      <div className="relative min-w-0 flex-1 basis-52 md:max-w-sm">
        <FilterInput
          label={t("repository")}
          placeholder={t("repositoryHint")}
          clearLabel={t("clearRepository")}
          value={filter.repository}
          onChange={(repository) => change({ repository })}
        />
      </div>
      {people && (
        <div className="relative min-w-0 flex-1 basis-36 md:max-w-52">
          <FilterInput
            label={t("actor")}
            placeholder={t("actorHint")}
            clearLabel={t("clearActor")}
            value={filter.actor}
            onChange={(actor) => change({ actor })}
          />
        </div>
      )}
      <div className="w-36">
        <Select
          aria-label={t("action")}
          value={filter.action ?? ""}
          onChange={({ target }) =>
            change({ action: target.value === "" ? null : (target.value as ActivityAction) })
          }
        >
          <option value="">{t("anyAction")}</option>
          <option value="push">{t("push")}</option>
          <option value="delete">{t("delete")}</option>
        </Select>
      </div>
      {(choices.length > 1 || filter.registry !== "") && (
        <div className="w-44">
          <Select
            aria-label={t("registry")}
            value={filter.registry}
            onChange={({ target }) => change({ registry: target.value })}
          >
            <option value="">{t("anyRegistry")}</option>
            {choices.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </Select>
        </div>
      )}
    </search>
  );
}
