"use client";

import { SlidersHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button.tsx";
import { PopupButton } from "#components/ui/popup-button.tsx";
import type { RepositoryName } from "#lib/oci/reference.ts";
import type { TagView } from "#lib/oci/tag-view.ts";
import type { ViewChange } from "./use-table-view.ts";

const load = () => import("./more-filters-form.tsx").then(({ MoreFiltersForm }) => MoreFiltersForm);
const Form = dynamic(load);

interface MoreFiltersProps {
  readonly registry: string;
  readonly repository: RepositoryName;
  readonly view: TagView;
  readonly change: (to: ViewChange) => void;
}

/** Filters by age and platform, behind a button that says how many are on. */
export function MoreFilters(props: MoreFiltersProps) {
  const t = useTranslations("tagTable");
  const { olderThan, newerThan, platform } = props.view;
  const active = [olderThan, newerThan, platform].filter((filter) => filter !== null).length;
  return (
    <PopupButton
      kind="dialog"
      className={buttonClass({ variant: active > 0 ? "secondary" : "ghost" })}
      load={load}
      popup={(place) => <Form {...place} {...props} />}
    >
      <SlidersHorizontal aria-hidden className="size-4 text-muted" />
      {active > 0 ? t("filter.moreActive", { count: active }) : t("filter.more")}
    </PopupButton>
  );
}
