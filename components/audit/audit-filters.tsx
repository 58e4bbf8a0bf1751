"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { RegistrySelect } from "#components/log/registry-select.tsx";
import { FilterInput } from "#components/ui/filter-input.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import type { auditTopics } from "#lib/audit/actions.ts";
import type { AuditOutcome } from "#lib/audit/types.ts";
import type { AuditFilter } from "./audit-filter.ts";
import { useActionText } from "./use-action-text.ts";

const outcomes: readonly AuditOutcome[] = ["done", "refused", "failed"];

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  readonly change: (to: Partial<AuditFilter>) => void;
  readonly topics: typeof auditTopics;
  readonly registries: readonly { readonly slug: string; readonly name: string }[];
}

/** What the audit log is filtered by. */
export function AuditFilters({ filter, change, topics, registries }: AuditFiltersProps) {
  const t = useTranslations("audit.filter");
  const outcome = useTranslations("audit.outcome");
  const actionText = useActionText();
  return (
    <search className="grid grid-cols-2 gap-2 lg:grid-cols-4">
      <div className="relative max-lg:col-span-2">
        <FilterInput
          label={t("text")}
          placeholder={t("textHint")}
          clearLabel={t("clearText")}
          value={filter.text}
          onChange={(text) => change({ text })}
        />
      </div>
      <div className="relative">
        <FilterInput
          label={t("actor")}
          placeholder={t("actorHint")}
          clearLabel={t("clearActor")}
          value={filter.actor}
          onChange={(actor) => change({ actor })}
        />
      </div>
      <Select
        aria-label={t("action")}
        value={filter.action}
        onChange={({ target }) => change({ action: target.value })}
      >
        <option value="">{t("anyAction")}</option>
        {Object.entries(topics).map(([topic, actions]) => (
          <optgroup key={topic} label={t(`topic.${topic as keyof typeof topics}`)}>
            <option value={topic}>
              {t("wholeTopic", { topic: t(`topic.${topic as keyof typeof topics}`) })}
            </option>
            {actions.map((action) => (
              <option key={action} value={action}>
                {actionText(action)}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
      <RegistrySelect
        label={t("registry")}
        anyLabel={t("anyRegistry")}
        registries={registries}
        value={filter.registry}
        onChange={(registry) => change({ registry })}
      />
      <div className="relative">
        <FilterInput
          label={t("repository")}
          placeholder={t("repositoryHint")}
          clearLabel={t("clearRepository")}
          value={filter.repository}
          onChange={(repository) => change({ repository })}
        />
      </div>
      <Select
        aria-label={t("outcome")}
        value={filter.outcome ?? ""}
        onChange={({ target }) =>
          change({ outcome: target.value === "" ? null : (target.value as AuditOutcome) })
        }
      >
        <option value="">{t("anyOutcome")}</option>
        {outcomes.map((one) => (
          <option key={one} value={one}>
            {outcome(one)}
          </option>
        ))}
      </Select>
      <Day label={t("from")} value={filter.from} onChange={(from) => change({ from })} />
      <Day label={t("to")} value={filter.to} onChange={(to) => change({ to })} />
    </search>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Day({ label, value, onChange }: DayProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-1.5">
      <label htmlFor={id} className="shrink-0 text-muted text-xs">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="min-w-0 px-1.5"
      />
    </div>
  );
}
