"use client";

import { Popover } from "@base-ui/react/popover";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { apiFetch } from "#components/api/fetch.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import type { PopupPlace } from "#components/ui/popup-button.tsx";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { TagView } from "#lib/oci/tag-view.ts";
import type { ViewChange } from "./use-table-view.ts";

interface MoreFiltersFormProps extends PopupPlace {
  readonly registry: string;
  readonly repository: RepositoryName;
  readonly view: TagView;
  readonly change: (to: ViewChange) => void;
}

/** The filters by age and platform when they are open. */
export function MoreFiltersForm(props: MoreFiltersFormProps) {
  const { registry, repository, view, change, anchor, onClose } = props;
  const t = useTranslations("tagTable");
  const { olderThan, newerThan, platform } = view;
  const { data: platforms = [] } = useQuery({
    queryKey: ["platforms", registry, repository],
    queryFn: async ({ signal }) => {
      const path = `/api/registries/${registry}/tags/platforms?repository=${encodeURIComponent(repository)}`;
      return (await apiFetch<{ platforms: string[] }>(path, { signal })).platforms;
    },
  });
  // A platform from an address may be one that no tag has.
  const choices = platform === null || platforms.includes(platform) ? platforms : [platform, ...platforms];
  const none = olderThan === null && newerThan === null && platform === null;
  return (
    <Popover.Root open onOpenChange={(open) => open || onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} align="start" sideOffset={4} className="z-50">
          <Popover.Popup
            aria-label={t("filter.more")}
            finalFocus={() => anchor}
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
              disabled={none}
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
