"use client";

import { useTranslations } from "next-intl";
import { RegistrySelect } from "#components/log/registry-select.tsx";
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
      {(registries.length > 1 || filter.registry !== "") && (
        <div className="w-44">
          <RegistrySelect
            label={t("registry")}
            anyLabel={t("anyRegistry")}
            registries={registries}
            value={filter.registry}
            onChange={(registry) => change({ registry })}
          />
        </div>
      )}
    </search>
  );
}
