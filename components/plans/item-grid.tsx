"use client";

import "./plan-items.css";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Callout } from "#components/ui/callout.tsx";
import { rowAfterKey } from "#components/ui/row-keys.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFocusOnActive } from "#components/ui/use-row-focus.ts";
import { drawnRows, pageOfRows, useVisibleRange } from "#components/ui/use-visible-range.ts";
import type { PlanItemDetail } from "#lib/cleanup/plan/types.ts";
import type { ItemFilter } from "./item-filter.ts";
import { ItemRow } from "./item-row.tsx";
import type { PlanItems } from "./use-plan-items.ts";

interface ItemGridProps {
  readonly slug: string;
  readonly part: ItemFilter["part"];
  readonly items: PlanItems;
  readonly manyRepositories: boolean;
  /** Takes an item out of the plan, or puts it back in; null where nobody may. */
  readonly include: ((item: PlanItemDetail, included: boolean) => void) | null;
  /** Whether what is to be included is being found, so that nothing else can be taken out. */
  readonly waiting: boolean;
  /** Puts back what was deleted; null where nobody may. */
  readonly undo: ((item: PlanItemDetail) => void) | null;
}

/** Items of a plan. Only those near the screen are loaded and drawn. */
export function ItemGrid(props: ItemGridProps) {
  const { slug, part, items, manyRepositories, include, waiting, undo } = props;
  const t = useTranslations("plans.items");
  const list = useRef<HTMLDivElement>(null);
  const { itemAt, show } = items;
  const count = items.count ?? 0;
  const range = useVisibleRange(list, count);
  const [chosen, setActive] = useState(0);
  const active = Math.max(0, Math.min(chosen, count - 1));
  useFocusOnActive(list, active);
  useEffect(() => show(range.start, range.end), [show, range.start, range.end]);

  const rowOf = (target: EventTarget) => {
    const element = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
    return { element, at: Number(element?.dataset.row ?? active) };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { element, at } = rowOf(event.target);
    if (list.current === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const item = itemAt(at);
    if (event.key === " " && event.target === element) {
      event.preventDefault();
      if (item !== undefined && include !== null && !waiting && item.state === "planned")
        include(item, item.leftOut);
      return;
    }
    const to = rowAfterKey(event.key, at, count, pageOfRows(list.current));
    if (to === null) return;
    event.preventDefault();
    setActive(to);
  };
  if (items.count === null) return items.error === null ? <Skeleton className="h-40" /> : null;
  if (count === 0) return <Callout>{t(part === "stays" ? "nothingStays" : "none")}</Callout>;
  return (
    <div
      role="grid"
      aria-label={t(part)}
      aria-rowcount={count + 1}
      aria-busy={items.stale || waiting || undefined}
      className="rounded-lg border border-line bg-raised"
    >
      <Headings part={part} trimmable={include !== null} undoable={undo !== null} />
      <div
        ref={list}
        role="rowgroup"
        className="plan-items relative -mb-px overflow-clip rounded-b-lg"
        style={{ height: `calc(var(--row-height) * ${count} * 1px)` }}
        onKeyDown={onKeyDown}
        onFocus={(event) => setActive(rowOf(event.target).at)}
      >
        {drawnRows(range, active, count).map((index) => (
          <ItemRow
            key={index}
            slug={slug}
            index={index}
            item={itemAt(index)}
            active={index === active}
            withRepository={manyRepositories}
            include={include}
            waiting={waiting}
            undo={undo}
          />
        ))}
      </div>
    </div>
  );
}

function Headings({
  part,
  trimmable,
  undoable,
}: {
  readonly part: ItemFilter["part"];
  readonly trimmable: boolean;
  readonly undoable: boolean;
}) {
  const t = useTranslations("plans.items.column");
  return (
    <div role="rowgroup" className="sticky top-[var(--shell-height)] z-10 max-md:sr-only">
      <div
        role="row"
        aria-rowindex={1}
        className="plan-item-columns h-10 items-center rounded-t-lg border-line border-b bg-raised px-3 font-medium text-muted text-xs md:grid"
      >
        <span role="columnheader">
          <span className="sr-only">{trimmable ? t("included") : ""}</span>
        </span>
        <span role="columnheader">{t("reference")}</span>
        <span role="columnheader">{t("why")}</span>
        <span role="columnheader">{part === "goes" ? t("state") : ""}</span>
        <span role="columnheader">
          <span className="sr-only">{undoable ? t("undo") : ""}</span>
        </span>
      </div>
    </div>
  );
}
