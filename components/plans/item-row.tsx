"use client";

import { Box, Tag as TagIcon } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type CSSProperties, memo } from "react";
import { digestAddress, tagAddress } from "#components/ui/address.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { PlanItemDetail } from "#lib/cleanup/plan/types.ts";
import { shortDigest } from "#lib/oci/digest.ts";
import type { Tag } from "#lib/oci/reference.ts";
import { ItemState } from "./item-state.tsx";
import { ItemWhy } from "./item-why.tsx";
import { nameOf } from "./trimmed.tsx";

interface ItemRowProps {
  readonly slug: string;
  /** Undefined until it is loaded. */
  readonly item: PlanItemDetail | undefined;
  /** Its place in the list, from 0. */
  readonly index: number;
  /** The keyboard is on it. */
  readonly active: boolean;
  readonly withRepository: boolean;
  readonly include: ((item: PlanItemDetail, included: boolean) => void) | null;
  readonly waiting: boolean;
  readonly undo: ((item: PlanItemDetail) => void) | null;
}

/** An item of a plan: what it is, why it is in it, and what became of it. The list listens to the keys of all its rows. */
export const ItemRow = memo(function ItemRow(props: ItemRowProps) {
  const { slug, item, index, active, withRepository, include, waiting, undo } = props;
  const t = useTranslations("plans.items");
  const inner = active ? 0 : -1;
  const canUndo =
    undo !== null &&
    item?.state === "deleted" &&
    item.undo?.state !== "restored" &&
    item.undo?.state !== "asked";
  return (
    <div
      role="row"
      data-row={index}
      aria-rowindex={index + 2}
      aria-busy={item === undefined || undefined}
      tabIndex={inner}
      style={{ "--index": index } as CSSProperties}
      className="plan-item absolute inset-x-0 grid items-center border-line border-b bg-raised px-3 outline-offset-[-2px] hover:bg-subtle/60"
    >
      <span role="gridcell" className="plan-item-box flex items-center max-md:self-start max-md:pt-3.5">
        {item !== undefined && include !== null && item.state === "planned" && (
          <Checkbox
            aria-label={t("include", { reference: nameOf(item) })}
            tabIndex={inner}
            checked={!item.leftOut}
            disabled={waiting}
            onChange={({ target }) => include(item, target.checked)}
          />
        )}
      </span>
      <span role="gridcell" className="plan-item-reference min-w-0">
        {item === undefined ? (
          <Skeleton className="h-4 w-1/2" />
        ) : (
          <Reference slug={slug} item={item} inner={inner} withRepository={withRepository} />
        )}
      </span>
      <span role="gridcell" className="plan-item-why min-w-0 truncate text-xs">
        {item !== undefined && <ItemWhy item={item} />}
      </span>
      <span role="gridcell" className="plan-item-state min-w-0 text-xs">
        {item !== undefined && <ItemState item={item} inner={inner} />}
      </span>
      <span role="gridcell" className="plan-item-action text-right">
        {canUndo && (
          <Button
            size="small"
            tabIndex={inner}
            aria-label={t("undoOne", { reference: nameOf(item) })}
            onClick={() => undo(item)}
          >
            {t("undo")}
          </Button>
        )}
      </span>
    </div>
  );
});

interface ReferenceProps {
  readonly slug: string;
  readonly item: PlanItemDetail;
  readonly inner: 0 | -1;
  readonly withRepository: boolean;
}

function Reference({ slug, item, inner, withRepository }: ReferenceProps) {
  const t = useTranslations("plans.items");
  const { kind, repository, reference, digest, summary } = item;
  const Icon = kind === "tag" ? TagIcon : Box;
  const href =
    kind === "tag" || digest === null
      ? // Checked when it came from the registry.
        tagAddress(slug, repository, reference as Tag)
      : digestAddress(slug, repository, digest);
  const about = [
    withRepository ? repository : "",
    kind === "tag" && digest !== null ? shortDigest(digest) : "",
    kind === "manifest" ? (summary?.platforms ?? []).join(", ") : "",
  ].filter((text) => text !== "");
  return (
    <span className="flex min-w-0 items-start gap-2">
      <Icon aria-label={t(kind)} role="img" className="mt-0.5 size-4 shrink-0 text-muted" />
      <span className="min-w-0">
        <Link
          href={href}
          prefetch={false}
          tabIndex={inner}
          title={reference}
          className="block truncate font-mono text-[0.8125rem] hover:text-accent hover:underline"
        >
          {nameOf(item)}
        </Link>
        {about.length > 0 && (
          <span className="block truncate text-muted text-xs" title={about.join(" · ")}>
            {about.join(" · ")}
          </span>
        )}
      </span>
    </span>
  );
}
