"use client";

import { Popover } from "@base-ui/react/popover";
import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import type { TableView } from "./table-view.ts";
import type { ViewChange } from "./use-table-view.ts";

interface MoreFiltersProps {
  readonly view: TableView;
  readonly platforms: readonly string[];
  readonly change: (to: ViewChange) => void;
}

/** Filters by age and platform, behind a button that says how many are on. */
export function MoreFilters({ view, platforms, change }: MoreFiltersProps) {
  const t = useTranslations("tagTable");
  const { olderThan, newerThan, platform } = view;
  const active = [olderThan, newerThan, platform].filter((filter) => filter !== null).length;
  // A platform from an address may be one that no tag has.
  const choices = platform === null || platforms.includes(platform) ? platforms : [platform, ...platforms];
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonClass({ variant: active > 0 ? "secondary" : "ghost" })}>
        <SlidersHorizontal aria-hidden className="size-4 text-muted" />
        {active > 0 ? t("filter.moreActive", { count: active }) : t("filter.more")}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={4} className="z-50">
          <Popover.Popup
            aria-label={t("filter.more")}
            className="flex w-72 max-w-[calc(100vw-1rem)] flex-col gap-3 rounded-lg border border-line bg-raised p-4 shadow-pop outline-none"
          >
            <Field label={t("filter.olderThan")}>
              {(control) => (
                <Days {...control} value={olderThan} onChange={(days) => change({ olderThan: days })} />
              )}
            </Field>
            <Field label={t("filter.newerThan")}>
              {(control) => (
                <Days {...control} value={newerThan} onChange={(days) => change({ newerThan: days })} />
              )}
            </Field>
            <Field label={t("filter.platform")}>
              {(control) => (
                <Select
                  {...control}
                  value={platform ?? ""}
                  onChange={({ target }) => change({ platform: target.value === "" ? null : target.value })}
                >
                  <option value="">{t("filter.anyPlatform")}</option>
                  {choices.map((choice) => (
                    <option key={choice}>{choice}</option>
                  ))}
                </Select>
              )}
            </Field>
            <Button
              disabled={active === 0}
              onClick={() => change({ olderThan: null, newerThan: null, platform: null })}
            >
              {t("filter.clear")}
            </Button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface DaysProps {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
  readonly value: number | null;
  readonly onChange: (days: number | null) => void;
}

function Days({ value, onChange, ...control }: DaysProps) {
  return (
    <Input
      {...control}
      type="number"
      inputMode="numeric"
      min={0}
      max={99_999}
      step={1}
      value={value ?? ""}
      onChange={({ target }) => onChange(target.value === "" ? null : Math.floor(Number(target.value)))}
    />
  );
}
